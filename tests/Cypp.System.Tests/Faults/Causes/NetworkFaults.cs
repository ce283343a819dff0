namespace Cypp.System.Tests.Faults.Causes;

/// <summary>FT-14, between the services and one of their servers.</summary>
internal static class NetworkFaults
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Reset and refused for a second, open for a second, again and again.</summary>
    public static async Task FlapsAsync(Moment moment, Relay relay)
    {
        while (!moment.Ending.IsCancellationRequested)
        {
            relay.Refuse();
            await Task.Delay(Second, CancellationToken.None);
            relay.Accept();
            await moment.LastAsync(Second);
        }
    }

    /// <summary>Cut without a reset, for longer than whoever waits has patience: 10 s for a confirm, 30 s for a statement.</summary>
    /// <param name="dropped">Whether what was under way is lost in the end, or arrives after all.</param>
    public static async Task SilentAsync(Moment moment, Relay relay, bool dropped)
    {
        relay.FallSilent();
        await moment.HalfAsync(atLeastSeconds: relay == moment.Faulted.ToDatabase ? 35 : 12);
        if (dropped)
        {
            relay.Reset();
        }

        relay.Speak();
    }
}
