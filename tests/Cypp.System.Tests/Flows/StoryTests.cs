namespace Cypp.System.Tests.Flows;

/// <summary>
/// The whole story through the gateway with real tokens, in both modes; and again with each process killed once with
/// -9: it completes, and just as many messages were sent as without (MQ-5, MQ-14).
/// </summary>
[Collection(nameof(StoryTests))]
public sealed class StoryTests(ITestOutputHelper output)
{
    private static readonly Lazy<Task<StoryRun>> Embedded = new(() => StoryRun.PlayAsync(real: false, killSeed: null));
    private static readonly Lazy<Task<StoryRun>> Real = new(() => StoryRun.PlayAsync(real: true, killSeed: null));

    [Fact]
    public async Task Embedded_IsWhole() => Whole(await Embedded.Value);

    [Fact]
    public async Task Real_IsWhole() => Whole(await Real.Value);

    [Fact]
    public async Task Embedded_KilledOnce_IsWholeAndNothingHappensTwice()
    {
        var killed = await StoryRun.PlayAsync(real: false, StoryRun.KillSeed);
        Whole(killed);
        Assert.Contains("killed     standalone", killed.Printed, StringComparison.Ordinal);
        Assert.Equal((await Embedded.Value).Sent, killed.Sent);
    }

    [Fact]
    public async Task Real_EachProcessKilledOnce_IsWholeAndNothingHappensTwice()
    {
        var killed = await StoryRun.PlayAsync(real: true, StoryRun.KillSeed);
        Whole(killed);
        Assert.Equal(8, killed.Printed.Split("  killed     ").Length - 1);
        Assert.Equal((await Real.Value).Sent, killed.Sent);
    }

    [Fact]
    public async Task BothModes_SendTheSameMessages() => Assert.Equal((await Embedded.Value).Sent, (await Real.Value).Sent);

    private void Whole(StoryRun run)
    {
        output.WriteLine(run.Printed);
        Assert.Empty(run.Missing);
    }
}
