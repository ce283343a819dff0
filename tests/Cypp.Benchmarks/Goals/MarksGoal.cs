using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Cypp.Access;
using Cypp.Benchmarks.Measuring;
using Cypp.Benchmarks.Peers;
using Cypp.Benchmarks.Seeding;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Npgsql;

namespace Cypp.Benchmarks.Goals;

/// <summary>
/// The published figures read, against making them anew from every attendance mark in one statement (P13), both saying the same; what a
/// mark costs until the figures have it, against its bare insert (P14); how making them anew grows with the marks (growth law M).
/// </summary>
internal sealed class MarksGoal(Stand stand, Options options)
{
    private const string Quarter = "2015-Q4";
    private const int Batch = 1000;
    private const double Linear = 1.05;
    private static readonly DateTimeOffset NewYear = new(2016, 1, 11, 9, 0, 0, TimeSpan.Zero);

    private const string Anew = """
        SELECT "Cluster", "Phase", round(100.0 * count(*) FILTER (WHERE "Code" IN ('/', E'\\')) / count(*), 1)
        FROM session_mark JOIN enrolment ON enrolment."Id" = "EnrolmentId" JOIN school ON school."Id" = "SchoolAgencyId"
        WHERE "Date" BETWEEN date '2015-09-01' AND date '2015-12-31' GROUP BY 1, 2
        """;

    private readonly SchoolMarks _marks = new(stand);
    private readonly List<Reading> _readings = [];

    public async Task<Measured> RunAsync()
    {
        stand.Platform.Clock.MoveTo(NewYear);
        await _marks.EnrolAsync();
        var days = Math.Max(10, options.Marks / (2 * SchoolMarks.Pupils));
        List<GrowthPoint> points = [];
        foreach (var some in (int[])[days / 10, days])
        {
            await _marks.GrowToAsync(some);
            List<double> rounds = [];
            await AnewAsync(some);
            for (var round = 0; round < options.Rounds; round++)
            {
                _readings.Add((await AnewAsync(some)).Reading);
                rounds.Add(_readings[^1].Cpu);
            }

            points.Add(new(2.0 * some * SchoolMarks.Pupils, rounds));
        }

        await PublishAsync(days);
        var read = await ReadAsync(days);
        var mark = await MarkAsync(days);
        var law = new Growth("M", "attendance marks", "CPU of all figures made anew, us", points);
        return new([.. read, .. mark, law.ToRatio(Linear)], _readings) { Growths = [law] };
    }

    private async Task<(Reading Reading, Dictionary<(string Cluster, string Phase), decimal> Figures)> AnewAsync(int days)
    {
        await using var learning = NpgsqlDataSource.Create(stand.Platform.DatabaseOf(SchoolMarks.Service) + ";Command Timeout=0");
        var figures = new Dictionary<(string, string), decimal>();
        var reading = await Reading.OfAsync($"all figures anew, {2 * days * SchoolMarks.Pupils} marks", stand.PostgresCpu, async () =>
        {
            var began = Stopwatch.GetTimestamp();
            await using var asking = learning.CreateCommand(Anew);
            await using var rows = await asking.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                figures[(rows.GetString(0), rows.GetString(1))] = rows.GetDecimal(2);
            }

            return new(1, Stopwatch.GetElapsedTime(began), Stopwatch.GetElapsedTime(began));
        });
        return (reading, figures);
    }

    /// <exception cref="InvalidOperationException">What was published is not what the marks say.</exception>
    private async Task PublishAsync(int days)
    {
        await _marks.TellAsync();
        var manager = await stand.Agencies.SystemOf(DemoAgencies.SocialWork).AsAsync(Roles.PerformanceManager);
        var began = Stopwatch.GetTimestamp();
        Expect.Success(await manager.PostAsync($"/outcomes/v1/periods/{Quarter}/closure", new { }), "closure");
        _readings.Add(new("a quarter closed through the gateway", double.NaN, double.NaN, Stopwatch.GetElapsedTime(began).TotalMilliseconds, double.NaN));
        var published = Expect.Success(await manager.GetAsync("/outcomes/v1/scorecard"), "scorecard").Json["periods"]![0]!["indicators"]!.AsArray();
        foreach (var ((cluster, phase), figure) in (await AnewAsync(days)).Figures)
        {
            var cells = published.Single(one => (string?)one!["code"] == $"attendance-{phase}")!["cells"]!.AsArray();
            if ((decimal?)cells.Single(cell => (string?)cell!["area"] == cluster)!["value"] != figure)
            {
                throw new InvalidOperationException($"{phase} attendance in {cluster} is {figure} by its marks, and not what was published.");
            }
        }
    }

    private async Task<IReadOnlyList<Ratio>> ReadAsync(int days)
    {
        await using var caller = new DirectCaller(stand, SchoolMarks.Told, Roles.PerformanceManager);
        var pgbench = new PgBench(stand, SchoolMarks.Told);
        await EndpointAsync(options.WarmUp);
        List<double> statement = [], endpoint = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            var anew = (await AnewAsync(days)).Reading;
            var stored = await pgbench.RunAsync("figures as stored, pgbench", PgBench.AnyNumber, ["SELECT * FROM closed_period ORDER BY \"Quarter\" DESC"], pipelined: false, 1, options.Length);
            var asked = await EndpointAsync(options.Length);
            _readings.AddRange([anew, stored, asked]);
            statement.Add(anew.P50Milliseconds / stored.P50Milliseconds);
            endpoint.Add(anew.P50Milliseconds / asked.P50Milliseconds);
        }

        return
        [
            new("P13", "all figures anew / the stored ones read, both in SQL", 1000, true, statement),
            new("P13 endpoint", "all figures anew / the scorecard asked of the service", 300, true, endpoint),
        ];

        Task<Reading> EndpointAsync(TimeSpan length) => caller.LoadAsync(
            "scorecard, service", _ => new(HttpMethod.Get, new Uri("/outcomes/v1/scorecard", UriKind.Relative)), HttpStatusCode.OK, 1, length);
    }

    private async Task<IReadOnlyList<Ratio>> MarkAsync(int days)
    {
        var upns = SchoolMarks.UpnsOfUploader.ToList();
        await new PeerTables(stand, SchoolMarks.Service).MakeAsync("session_mark");
        await UploadAsync(upns, days);
        List<double> mark = [], day = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            var (taken, bare, anew) = (await UploadAsync(upns, days + 1 + round), await BareAsync(), (await AnewAsync(days)).Reading);
            _readings.AddRange([taken, bare with { Cpu = bare.Cpu * Batch }, anew]);
            mark.Add(taken.Cpu / bare.Cpu);
            day.Add(taken.Cpu * SchoolMarks.Pupils / anew.Cpu);
        }

        return
        [
            new("P14", "CPU of a mark from its file until outcomes has it / of its bare insert", 12, false, mark),
            new("P14 day", $"CPU of {SchoolMarks.Pupils} marks until outcomes has them / of all figures anew", 0.5, false, day),
        ];
    }

    /// <summary>A school's file of a day, until outcomes has been told of every pupil.</summary>
    private async Task<Reading> UploadAsync(List<string> upns, int day)
    {
        var date = SchoolMarks.DayOf(day);
        var csv = new StringBuilder("upn,date,session,code\n");
        upns.ForEach(upn => csv.Append(CultureInfo.InvariantCulture, $"{upn},{date:yyyy-MM-dd},AM,/\n{upn},{date:yyyy-MM-dd},PM,\\\n"));
        await using var outcomes = NpgsqlDataSource.Create(stand.Platform.DatabaseOf(SchoolMarks.Told));
        int[] processes = [stand.Platform.ProcessIdOf(SchoolMarks.Service), stand.Platform.ProcessIdOf(SchoolMarks.Told)];
        var reading = await Reading.OfAsync("mark, from its file until outcomes has it", () => CpuTime.Of(processes) + stand.PostgresCpu(), async () =>
        {
            var began = Stopwatch.GetTimestamp();
            var officer = await stand.Agencies.SystemOf(DemoAgencies.PrimarySchool).AsAsync(Roles.SchoolOfficer);
            using var content = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv");
            Expect.Success(await officer.PostAsync("/learning/v1/attendance-uploads", content), "attendance upload");
            await Until.SoAsync(
                outcomes, $"SELECT count(*) = {upns.Count} FROM attendance_to_date WHERE \"AsOf\" = @day AND \"SchoolAgencyId\" = '{DemoAgencies.PrimarySchool.Id}'",
                new NpgsqlParameter<DateOnly>("day", date));
            return new(2 * upns.Count, Stopwatch.GetElapsedTime(began));
        });
        return reading;
    }

    private async Task<Reading> BareAsync()
    {
        var batch = await new PgBench(stand, SchoolMarks.Service).RunAsync(
            $"{Batch} marks, bare insert", PgBench.AnyNumber,
            [$"INSERT INTO peer.session_mark SELECT gen_random_uuid(), date '2015-09-01' + number % 80, 'AM', '/', '{Guid.Empty}'::uuid, now() FROM generate_series(1, {Batch}) AS number"],
            pipelined: false, 1, options.Length);
        return batch with { Cpu = batch.Cpu / Batch };
    }
}
