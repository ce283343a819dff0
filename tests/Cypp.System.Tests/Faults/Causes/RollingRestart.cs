namespace Cypp.System.Tests.Faults.Causes;

/// <summary>Each replica of each process is told to stop and started again, one after the other, as a Deployment rolls; a signing key gives way to the next meanwhile.</summary>
internal static class RollingRestart
{
    private static readonly TimeSpan KeyPublished = TimeSpan.FromSeconds(30);

    /// <returns>What the processes ended with.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> EachAsync(Moment moment)
    {
        IdentityFaults.Rotate(moment.Platform, KeyPublished);
        var codes = new Dictionary<string, int>();
        foreach (var process in moment.Platform.Processes.Order())
        {
            codes[process] = await moment.Platform.EndAsync(process);
            await moment.Platform.StartAgainAsync(process);
        }

        return codes;
    }
}
