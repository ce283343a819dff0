using System.Collections.Concurrent;
using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.Platform;

namespace Cypp.Story.City;

/// <summary>The agencies of the city and their systems: the story's players, and a school of each phase and an early help team a cluster.</summary>
/// <param name="watch">Sees every request of theirs and its answer.</param>
public sealed class CityAgencies(IPlatform platform, AgencyKeys keys, Func<HttpMessageHandler, DelegatingHandler>? watch = null)
{
    private readonly ConcurrentDictionary<string, AgencySystem> _systems = new();

    public AgencySystem SystemOf(DemoAgency agency) => _systems.GetOrAdd(agency.Code, _ => new AgencySystem(platform.Gateway, agency, keys, watch));

    public static DemoAgency School(string cluster, string phase) => (cluster, phase) switch
    {
        (DemoAgencies.StoryCluster, "primary") => DemoAgencies.PrimarySchool,
        (DemoAgencies.StoryCluster, _) => DemoAgencies.SecondarySchool,
        _ => new($"{cluster}-{phase}", $"{cluster} {phase} school (made up)", "school", cluster, Roles.SchoolLead, Roles.KeyAdult, Roles.SchoolTeacher, Roles.SchoolOfficer),
    };

    public static DemoAgency EarlyHelp(string cluster) => cluster == DemoAgencies.StoryCluster
        ? DemoAgencies.EarlyHelp
        : new($"{cluster}-early-help", $"{cluster} early help cluster (made up)", "early-help", cluster, Roles.LeadPractitioner, Roles.ClusterManager);

    /// <summary>Registers them all, has them sign the city's sharing agreement, and each school's day with the Learning service.</summary>
    public async Task RegisterAsync(IReadOnlyList<string> clusters)
    {
        var schools = clusters.SelectMany(cluster => new[] { (cluster, phase: "primary"), (cluster, phase: "secondary") })
            .Select(place => (place.cluster, place.phase, agency: School(place.cluster, place.phase))).ToList();
        DemoAgency[] all =
        [
            .. DemoAgencies.Players, DemoAgencies.Education, DemoAgencies.Operator,
            .. schools.Select(school => school.agency), .. clusters.Select(EarlyHelp),
        ];
        DemoAgency[] each = [.. all.DistinctBy(agency => agency.Code)];
        await platform.ImportAgenciesAsync(keys.WriteImportFile(each));
        await SharingAgreements.SignAsync(this, each);
        var education = await SystemOf(DemoAgencies.Education).AsAsync(Roles.EducationSafeguardingLead);
        foreach (var (cluster, phase, agency) in schools)
        {
            var answer = await education.PutAsync($"/learning/v1/schools/{agency.Id}", new
            {
                name = agency.Name,
                phase,
                cluster,
                bellTime = "08:50",
                terms = new[]
                {
                    new { from = "2015-09-07", to = "2015-10-23" }, new { from = "2015-11-02", to = "2015-12-18" },
                    new { from = "2016-01-04", to = "2016-02-12" }, new { from = "2016-02-22", to = "2016-03-24" },
                    new { from = "2016-04-11", to = "2016-07-22" },
                },
                closedDays = Array.Empty<string>(),
            });
            Expect.Success(answer, $"school {agency.Code}");
        }

        await Quiet.WaitAsync(this);
    }
}
