namespace Cypp.System.Tests.Flows;

/// <summary>
/// The whole story through the gateway with real tokens, in one process; and again with that process killed once with
/// -9: it completes, and just as many messages were sent as without (MQ-14).
/// </summary>
public sealed class EmbeddedStoryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Embedded_IsWhole() => Stories.Whole(await Stories.Embedded.Value, output);

    [Fact]
    public async Task Embedded_KilledOnce_IsWholeAndNothingHappensTwice()
    {
        var killed = await StoryRun.PlayAsync(real: false, StoryRun.KillSeed);
        Stories.Whole(killed, output);
        Assert.Contains("killed     standalone", killed.Printed, StringComparison.Ordinal);
        Assert.Equal((await Stories.Embedded.Value).Sent, killed.Sent);
    }
}

/// <summary>The same with one process a service, each of them killed once (MQ-5).</summary>
public sealed class RealStoryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Real_IsWhole() => Stories.Whole(await Stories.Real.Value, output);

    [Fact]
    public async Task Real_EachProcessKilledOnce_IsWholeAndNothingHappensTwice()
    {
        var killed = await StoryRun.PlayAsync(real: true, StoryRun.KillSeed);
        Stories.Whole(killed, output);
        Assert.Equal(8, killed.Printed.Split("  killed     ").Length - 1);
        Assert.Equal((await Stories.Real.Value).Sent, killed.Sent);
    }

    [Fact]
    public async Task BothModes_SendTheSameMessages() => Assert.Equal((await Stories.Embedded.Value).Sent, (await Stories.Real.Value).Sent);
}

/// <summary>One run of each mode without kills serves all who compare with it.</summary>
internal static class Stories
{
    public static readonly Lazy<Task<StoryRun>> Embedded = new(() => StoryRun.PlayAsync(real: false, killSeed: null));
    public static readonly Lazy<Task<StoryRun>> Real = new(() => StoryRun.PlayAsync(real: true, killSeed: null));

    public static void Whole(StoryRun run, ITestOutputHelper output)
    {
        output.WriteLine(run.Printed);
        Assert.Empty(run.Missing);
    }
}
