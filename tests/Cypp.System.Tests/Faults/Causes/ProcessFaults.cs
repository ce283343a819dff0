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

    /// <summary>As a new release is rolled out, one service after another; each says so first, finishes what it has and ends without an error.</summary>
    public static async Task<IReadOnlyList<int>> ToldToStopAsync(Moment moment)
    {
        var codes = new List<int>();
        foreach (var service in Services)
        {
            codes.Add(await moment.Platform.EndAsync(service));
            await moment.Platform.StartAgainAsync(service);
        }

        return codes;
    }
}
