using Cypp.Story.Platform;

namespace Cypp.Story.Steps;

/// <summary>Kills each process once with -9 at a random step of a seed, while the step is played, and starts it again.</summary>
internal sealed class Kills
{
    private readonly IPlatform _platform;
    private readonly TextWriter _output;
    private readonly ILookup<int, (string Process, int AfterMilliseconds)> _plan;

    public Kills(IPlatform platform, int steps, int? seed, TextWriter output)
    {
        (_platform, _output) = (platform, output);
        // The same seed gives the same plan; this is about repeating a run, not about secrets.
#pragma warning disable CA5394
        var random = new Random(seed ?? 0);
        _plan = (seed is null ? [] : platform.Processes).ToLookup(_ => random.Next(steps), process => (process, random.Next(50, 600)));
#pragma warning restore CA5394
        if (seed is not null)
        {
            output.WriteLine($"Kill seed {seed}: {string.Join(", ", _plan.SelectMany(step => step.Select(kill => $"{kill.Process} in step {step.Key + 1}")))}");
        }
    }

    public Killing During(int step) => new(RunAsync([.. _plan[step]]));

    private async Task RunAsync(IReadOnlyList<(string Process, int AfterMilliseconds)> kills)
    {
        foreach (var (process, after) in kills)
        {
            await Task.Delay(after);
            _output.WriteLine($"  killed     {process} with -9");
            await _platform.KillAndRestartAsync(process);
        }
    }
}

/// <summary>Ends when the step's kills are done and the processes are up again.</summary>
internal sealed class Killing(Task kills) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await kills;
}
