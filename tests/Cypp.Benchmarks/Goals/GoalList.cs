namespace Cypp.Benchmarks.Goals;

/// <summary>Which goals there are, and what measures each.</summary>
internal static class GoalList
{
    private static readonly (string[] Goals, Func<Stand, Options, Task<Measured>> RunAsync)[] All =
    [
        (["P1", "P2", "P3", "P4"], (stand, options) => new EdgeGoals(stand, options).RunAsync()),
        (["P3", "P3-miss"], (stand, options) => new MissGoal(stand, options).RunAsync()),
        (["P6"], (stand, options) => new WriteGoal(stand, options).RunAsync()),
        (["A"], (stand, options) => new ListGoal(stand, options).RunAsync()),
    ];

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
                measured.Add(await runAsync(stand, options));
            }
        }

        return new([.. measured.SelectMany(one => one.Ratios)], [.. measured.SelectMany(one => one.Readings)]);
    }
}
