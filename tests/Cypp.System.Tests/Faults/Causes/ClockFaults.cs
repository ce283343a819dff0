using Cypp.Story.Platform;

namespace Cypp.System.Tests.Faults.Causes;

/// <summary>FT-09: services whose clock goes wrong while they run, by libfaketime; intervals are measured as they are.</summary>
internal static class ClockFaults
{
    // A service that is called refuses every token meanwhile; these take in what the others tell.
    private static readonly string[] Services = ["early-help", "outcomes"];

    /// <summary>Seconds from the right time: ahead, behind, and then set back by an hour.</summary>
    private static readonly int[] Wrong = [600, -600, -4200];

    /// <summary>Null: it is not installed.</summary>
    public static string? Library { get; } = Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true }).FirstOrDefault();

    /// <summary>Starts them so that their clock can be set.</summary>
    public static Task GetReadyAsync(RealPlatform platform)
    {
        Set(FileOf(platform), 0);
        return StartAgainAsync(platform, new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Library!,
            ["FAKETIME_TIMESTAMP_FILE"] = FileOf(platform),
            ["FAKETIME_CACHE_DURATION"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        });
    }

    /// <returns>How many messages were taken in by a clock that was ahead, and by one that was behind.</returns>
    public static async Task<(long Ahead, long Behind)> GoWrongAsync(Moment moment)
    {
        var file = FileOf(moment.Platform);
        foreach (var seconds in Wrong)
        {
            Set(file, seconds);
            await Task.Delay(moment.Span / (Wrong.Length + 1), CancellationToken.None);
        }

        Set(file, 0);
        await moment.LastAsync(Timeout.InfiniteTimeSpan);
        return (await TakenInAsync(moment, "> now() + interval '5 minutes'"), await TakenInAsync(moment, "< now() - interval '30 minutes'"));
    }

    private static async Task<long> TakenInAsync(Moment moment, string when) => (await Tables.RowsAsync(
        moment.Platform, "outcomes", $"""SELECT count(*) FROM journal WHERE "TakenInAt" {when}""", row => row.GetInt64(0))).Single();

    public static Task GoRightAsync(RealPlatform platform) => StartAgainAsync(platform, new Dictionary<string, string>());

    private static async Task StartAgainAsync(RealPlatform platform, IReadOnlyDictionary<string, string> environment)
    {
        await Task.WhenAll(Services.Select(platform.EndAsync));
        await Task.WhenAll(Services.Select(service => platform.StartAgainAsync(service, environment)));
    }

    private static string FileOf(RealPlatform platform) => Path.Combine(platform.Directory, "faked-time");

    // Whole or not at all: it is read at any moment.
    private static void Set(string file, int seconds)
    {
        File.WriteAllText(file + ".new", $"{seconds:+0;-0;+0}\n");
        File.Move(file + ".new", file, overwrite: true);
    }
}
