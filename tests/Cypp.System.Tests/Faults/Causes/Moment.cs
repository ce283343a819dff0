using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.Platform;

namespace Cypp.System.Tests.Faults.Causes;

/// <summary>When a fault comes, how long it lasts and whom it meets.</summary>
/// <param name="Span">How long writes go on.</param>
/// <param name="Ending">When that is over.</param>
internal sealed record Moment(FaultedPlatform Faulted, TimeSpan Span, Random Random, CancellationToken Ending)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public RealPlatform Platform => Faulted.Platform;

    /// <summary>The first half, or longer where a fault shows only after some time.</summary>
    public async Task HalfAsync(double atLeastSeconds = 0) =>
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(Span.TotalSeconds / 2, atLeastSeconds)), CancellationToken.None);

    /// <summary>Again and again for the first half, at least once.</summary>
    public async Task KeepDoingAsync(Func<Task> cause)
    {
        using var half = new CancellationTokenSource(Span / 2);
        while (!half.IsCancellationRequested)
        {
            await cause();
            await Task.Delay(Pause, half.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>MQ-13: an operator has what was sent compared with what was taken in.</summary>
    public async Task ReconcileAsync()
    {
        var operators = await Faulted.SystemOf(DemoAgencies.Operator).AsAsync(Roles.PlatformOperator);
        Assert.Equal(202, (await operators.PostAsync("/index/v1/messages/reconciliation", new { })).Status);
    }

    /// <summary>Not longer than to the end.</summary>
    public async Task LastAsync(TimeSpan time) => await Task.Delay(time, Ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
