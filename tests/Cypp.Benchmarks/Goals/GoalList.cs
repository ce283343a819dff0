namespace Cypp.Benchmarks.Goals;

/// <summary>Which goals there are, and what measures each.</summary>
internal static class GoalList
{
    private static readonly (string[] Goals, Func<Stand, Options, Task<Measured>> RunAsync)[] All =
    [
        (["P1", "P2", "P3", "P4"], (stand, options) => new EdgeGoals(stand, options).RunAsync()),
        (["P3", "P3-miss"], (stand, options) => new MissGoal(stand, options).RunAsync()),
        (["P5"], (stand, options) => new TransactionGoal(stand, options).RunAsync()),
        (["P6"], (stand, options) => new WriteGoal(stand, options).RunAsync()),
        (["P9", "P10"], (stand, options) => new DrainGoal(stand, options).RunAsync()),
        (["P11"], (stand, options) => new EffectGoal(stand, options).RunAsync()),
        (["P12"], (stand, options) => new ConsumerGoal(stand, options).RunAsync()),
        (["P15"], (stand, options) => new StartGoal(stand, options).RunAsync()),
        (["P16"], (stand, options) => new MemoryGoal(stand, options).RunAsync()),
        (["E"], (stand, options) => new SentGoal(stand, options).RunAsync()),
        // Registering a child is slower among many.
        (["P7", "P8", "N"], (stand, options) => new ReadGoal(stand, options).RunAsync()),
        (["A"], (stand, options) => new ListGoal(stand, options).RunAsync()),
        // Last: it sets the business time to next year.
        (["P13", "P14", "M"], (stand, options) => new MarksGoal(stand, options).RunAsync()),
    ];

    /// <summary>One that fails costs the others nothing: it is said on the error output, and why.</summary>
    /// <exception cref="ArgumentException">A goal is unknown.</exception>
    public static async Task<Measured> RunAsync(Stand stand, Options options, IReadOnlyList<string> wanted)
    {
        if (wanted.Except(All.SelectMany(group => group.Goals)).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no goal {unknown}.");
        }

        var measured = new List<Measured>();
        foreach (var (goals, runAsync) in All)
        {
            if (wanted.Count == 0 || wanted.Intersect(goals).Any())
            {
                await Console.Error.WriteLineAsync(string.Join(", ", goals) + " ...");
                try
                {
                    var shown = await runAsync(stand, options);
                    measured.Add(shown);
                    // A run is long: what it has shown is not lost with it.
                    foreach (var ratio in shown.Ratios)
                    {
                        await Console.Error.WriteLineAsync(Report.RowOf(ratio));
                    }
                }
                catch (Exception failure)
                {
                    await Console.Error.WriteLineAsync($"{string.Join(", ", goals)}: {failure}");
                    Environment.ExitCode = 1;
                }
            }
        }

        return new([.. measured.SelectMany(one => one.Ratios)], [.. measured.SelectMany(one => one.Readings)]) { Growths = [.. measured.SelectMany(one => one.Growths)] };
    }
}
