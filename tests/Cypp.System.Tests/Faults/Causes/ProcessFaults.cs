namespace Cypp.System.Tests.Faults.Causes;

internal static class ProcessFaults
{
    private static readonly string[] Services = ["safeguarding", "early-help", "index", "outcomes"];

    /// <summary>FT-01, FT-02, FT-03: the writer, its dispatcher and the consumers, in the middle of whatever they do.</summary>
    public static async Task KilledAsync(Moment moment)
    {
        while (!moment.Ending.IsCancellationRequested)
        {
            await Task.Delay(moment.Random.Next(200, 1500), CancellationToken.None);
            await moment.Platform.KillAndRestartAsync(Services[moment.Random.Next(Services.Length)]);
        }
    }
}
