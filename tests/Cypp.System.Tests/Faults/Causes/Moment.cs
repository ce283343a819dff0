using Cypp.Story.Platform;

namespace Cypp.System.Tests.Faults.Causes;

/// <summary>When a fault comes, how long it lasts and whom it meets.</summary>
/// <param name="Span">How long writes go on.</param>
/// <param name="Ending">When that is over.</param>
internal sealed record Moment(FaultedPlatform Faulted, TimeSpan Span, Random Random, CancellationToken Ending)
{
    public RealPlatform Platform => Faulted.Platform;

    /// <summary>The first half, or longer where a fault shows only after some time.</summary>
    public async Task HalfAsync(double atLeastSeconds = 0) =>
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(Span.TotalSeconds / 2, atLeastSeconds)), CancellationToken.None);

    /// <summary>Not longer than to the end.</summary>
    public async Task LastAsync(TimeSpan time) => await Task.Delay(time, Ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
