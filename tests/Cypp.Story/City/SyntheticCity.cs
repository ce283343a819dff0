using System.Diagnostics;
using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.Platform;

namespace Cypp.Story.City;

/// <summary>
/// A small city that does not exist, the same at every start: early help cases and child protection plans in every
/// cluster, two clusters with so few that suppression shows, the summer quarter closed, and the clock at Monday 2
/// November 2015.
/// </summary>
internal static class SyntheticCity
{
    private const int ChildrenPerCluster = 100;
    private const string Day = "2015-09-28";

    /// <summary>Monday 28 September 2015, noon.</summary>
    public static readonly DateTimeOffset Beginning = new(2015, 9, 28, 11, 0, 0, TimeSpan.Zero);

    /// <summary>Monday 2 November 2015, 09:00: the story's first morning.</summary>
    public static readonly DateTimeOffset Monday = new(2015, 11, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Fills the platform unless its data directory says that this was done.</summary>
    public static async Task EnsureAsync(IPlatform platform, AgencyKeys keys, TextWriter output)
    {
        var done = DoneFile(platform.Directory);
        if (File.Exists(done))
        {
            output.WriteLine("The synthetic city is there from an earlier start.");
            return;
        }

        var watch = Stopwatch.StartNew();
        var agencies = new CityAgencies(platform, keys);
        await SeedAsync(platform, agencies, Clusters.All, output);
        await File.WriteAllTextAsync(done, "filled\n");
        output.WriteLine($"Filled in {watch.Elapsed.TotalSeconds:F0} s. Every person in it is made up.");
    }

    /// <summary>Such a city cannot be filled up: its first half would be there twice. Nor can one go on that has lost its clock.</summary>
    public static bool IsLeftHalfFull(string directory) => File.Exists(Settings.BusinessTimeFile(directory)) != File.Exists(DoneFile(directory));

    public static async Task SeedAsync(IPlatform platform, CityAgencies agencies, IReadOnlyList<string> clusters, TextWriter output)
    {
        output.WriteLine($"Filling the synthetic city: {clusters.Count} clusters ...");
        await agencies.RegisterAsync(clusters);
        await Parallel.ForEachAsync(clusters, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (cluster, _) => await SeedClusterAsync(agencies, cluster));
        await CloseQuarterAsync(platform, agencies, "2015-Q3", Monday);
    }

    /// <summary>Moves business time to a moment after the quarter's end and closes it, once all its messages have arrived.</summary>
    public static async Task CloseQuarterAsync(IPlatform platform, CityAgencies agencies, string quarter, DateTimeOffset moment)
    {
        await Quiet.WaitAsync(agencies);
        platform.Clock.MoveTo(moment);
        var manager = await agencies.SystemOf(DemoAgencies.SocialWork).AsAsync(Roles.PerformanceManager);
        Expect.Success(await manager.PostAsync($"/outcomes/v1/periods/{quarter}/closure", new { }), $"closure of {quarter}");
    }

    private static string DoneFile(string directory) => Path.Combine(directory, "synthetic-city");

    private static async Task SeedClusterAsync(CityAgencies agencies, string cluster)
    {
        var small = Clusters.Small.Contains(cluster);
        var first = 1000 + (ChildrenPerCluster * Clusters.All.ToList().IndexOf(cluster));
        var pupils = await new EarlyHelpFamilies(agencies).SeedAsync(cluster, first, small ? 4 : 12, Day);
        foreach (var school in pupils.GroupBy(pupil => pupil.School.Code))
        {
            await new Attendance(agencies).UploadAsync(school, new DateOnly(2015, 9, 7), days: 19);
        }

        await new ProtectionPlans(agencies).SeedAsync(cluster, first + 50, small ? 3 : 10, Day);
    }
}
