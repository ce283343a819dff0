using Cypp.Benchmarks.Measuring;
using Cypp.Story.Agencies;
using Npgsql;

namespace Cypp.Benchmarks.Goals;

/// <summary>
/// A list by predicate, among ever more agencies (growth law A): the ten open prompts of a cluster, each of which the school's
/// sharing agreement has to open. The other agencies have as many each, and agreements of their own.
/// </summary>
internal sealed class ListGoal(Stand stand, Options options)
{
    private const string Service = "early-help";
    private const string Prompts = "/early-help/v1/prompts";
    private const int Connections = 8;

    // Few first; a hundred times as many at most cost what an exponent of 0.05 allows: 100^0.05.
    private static readonly int[] Agencies = [10, 200, 1000];
    private const double Limit = 1.26;

    public async Task<Measured> RunAsync()
    {
        var rounds = Agencies.ToDictionary(agencies => agencies, _ => new List<Reading>());
        foreach (var agencies in Agencies)
        {
            await SeedAsync(agencies);
            await LoadAsync(agencies, options.WarmUp);
            for (var round = 0; round < options.Rounds; round++)
            {
                rounds[agencies].Add(await LoadAsync(agencies, options.Length));
            }
        }

        List<double> Growth(int agencies) => [.. rounds[agencies].Zip(rounds[Agencies[0]], (many, few) => many.Cpu / few.Cpu)];
        return new(
            [
                new("A", "CPU of a list, service and database, 200 agencies / 10", double.NaN, false, Growth(200)),
                new("A", "CPU of a list, service and database, 1,000 agencies / 10", Limit, false, Growth(1000)),
            ],
            [.. rounds.Values.SelectMany(readings => readings)])
        {
            Growths = [new("A", "agencies", "CPU of a list, service and database, us", [.. Agencies.Select(agencies => new GrowthPoint(agencies, [.. rounds[agencies].Select(reading => reading.Cpu)]))])],
        };
    }

    private async Task<Reading> LoadAsync(int agencies, TimeSpan length)
    {
        var cluster = stand.Agencies.SystemOf(DemoAgencies.EarlyHelp);
        var token = await cluster.TokenAsync(Access.Roles.ClusterManager, cluster.Agency.Practitioner(Access.Roles.ClusterManager));
        var file = await stand.TokenFileAsync(token);
        var address = new Uri(stand.Platform.Gateway, Prompts);
        // The first are slow, and wrk does not wait for them.
        await Once.RunAsync(address, [.. Enumerable.Repeat(token, 20 * Connections)], Connections);
        // All of the database server: sessions come and go.
        var process = stand.Platform.ProcessIdOf(Service);
        return await Reading.OfAsync(
            $"list, {agencies} agencies", () => CpuTime.Of([process]) + stand.PostgresCpu(), () => stand.Wrk.RunAsync(address, Connections, length, file));
    }

    private async Task SeedAsync(int agencies)
    {
        await using var database = NpgsqlDataSource.Create(stand.Platform.DatabaseOf(Service));
        await using var seed = database.CreateCommand("""
            CREATE TEMP TABLE school (n int, id uuid, cluster text);
            INSERT INTO school
              SELECT n, CASE n WHEN 1 THEN @school ELSE md5('school/' || n)::uuid END AS id, CASE n WHEN 1 THEN @cluster ELSE 'made-up-' || n END AS cluster
              FROM generate_series(1, @agencies) AS n;
            DELETE FROM school USING sharing_rule WHERE sharing_rule."AgencyId" = school.id;
            INSERT INTO sharing_rule ("Id", "AgencyId", "Name", "Rank", "Modes", "RecordTypes", "Destinations", "Purposes")
              SELECT gen_random_uuid(), id, 'defaults[0]', 3, '{EXISTENCE,CONTENT}', '{education.details,early-help.details}', '{LOCAL_AUTHORITY,EDUCATION,HEALTH}', '{EARLY_HELP,SAFEGUARDING}' FROM school;
            INSERT INTO prompt ("Id", "ChildId", "SchoolAgencyId", "Cluster", "AcademicYear", "AsOf", "Status", "Version")
              SELECT gen_random_uuid(), md5('child/' || n || '/' || pupil)::uuid, id, cluster, 2015, '2015-11-02', 0, 1 FROM school, generate_series(1, 10) AS pupil;
            INSERT INTO relationship ("Id", "ChildId", "AgencyId", "RecordsOfAgencyId", "Kind", "SourceId", "From")
              SELECT gen_random_uuid(), "ChildId", "SchoolAgencyId", "SchoolAgencyId", 'school-roll', "ChildId", '2015-09-01' FROM prompt JOIN school ON id = "SchoolAgencyId";
            DROP TABLE school;
            ANALYZE;
            """);
        seed.Parameters.AddWithValue("school", DemoAgencies.SecondarySchool.Id);
        seed.Parameters.AddWithValue("cluster", DemoAgencies.StoryCluster);
        seed.Parameters.AddWithValue("agencies", agencies);
        await seed.ExecuteNonQueryAsync();
    }
}
