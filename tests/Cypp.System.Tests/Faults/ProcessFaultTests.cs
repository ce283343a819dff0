using System.Text.RegularExpressions;
using Cypp.System.Tests.Faults.Causes;
using Cypp.Testing;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-01, FT-02, FT-03, FT-17.</summary>
[Collection(FaultCollection.Name)]
public sealed class ProcessFaultTests(FaultedPlatform faulted, ITestOutputHelper output) : FaultTest(faulted, output)
{
    [Fact]
    public Task Processes_KilledAgainAndAgain() => HoldsAsync("FT-01..03 kill -9", ProcessFaults.KilledAsync);

    /// <summary>No half change is visible.</summary>
    [Fact(Explicit = true)]
    public Task Writer_KilledBetweenItsChangeAndTheCommit() => IsKilledAsync("FT-01", KilledAt.Write);

    /// <summary>What was sent comes again, and has its effect once.</summary>
    [Fact(Explicit = true)]
    public async Task Dispatcher_KilledBetweenTheConfirmAndItsRow() => Assert.InRange(await IsKilledAsync("FT-02", KilledAt.Confirmed), 1, int.MaxValue);

    /// <summary>The broker gives it to the next, who has it already.</summary>
    [Fact(Explicit = true)]
    public Task Consumer_KilledBetweenItsCommitAndTheAcknowledgement() => IsKilledAsync("FT-03", KilledAt.TakenIn);

    [Fact]
    public async Task Processes_ToldToStop_LoseNothingAndEndWithoutAnError()
    {
        IReadOnlyList<int> codes = [];
        await HoldsAsync("SIGTERM one after another", async moment => codes = await ProcessFaults.ToldToStopAsync(moment));
        Assert.All(codes, code => Assert.Equal(0, code));
    }

    /// <summary>Old and new tell each other, over the same tables; no caller sees more of it than a word to try again.</summary>
    [Fact(Explicit = true)]
    public async Task Services_ReplacedByTheirNextVersion_AndBack()
    {
        IReadOnlyList<int> codes = [];
        var before = Faulted.Answers.Count;
        await RollingUpgrade.ExpandAsync(Faulted);
        await HoldsAsync("FT-17 rolling upgrade and back", async moment => codes = await RollingUpgrade.RollsAsync(moment), atLeastSeconds: 180);
        var mixed = await RollingUpgrade.MixedAsync(Faulted);
        await RollingUpgrade.ContractAsync(Faulted);
        var answers = Faulted.Answers.Skip(before).ToList();
        Output.WriteLine($"{string.Join(", ", mixed.Select(pair => $"{pair.Key.Told} to {pair.Key.TakenIn} {pair.Value}"))}; {string.Join(", ", answers.CountBy(answer => (answer.Status, answer.Code)))}");
        Assert.All(codes, code => Assert.Equal(0, code));
        Assert.Superset(new HashSet<(string, string)> { ("old", "next"), ("next", "old"), ("next", "next") }, mixed.Keys.ToHashSet());
        Assert.All(answers, answer => Assert.True(answer.Status is null or < 500 or 502 or 503, answer.ToString()));
    }

    /// <summary>A start waits for what it needs, says so in one line, and goes to work by itself.</summary>
    [Fact]
    public Task Start_WithoutDatabaseAndBroker_WaitsAndSaysSoOnce() => HoldsAsync("start without servers", async moment =>
    {
        const string Service = "outcomes";
        await moment.Platform.EndAsync(Service);
        var before = (await moment.Platform.LogOfAsync(Service)).Length;
        await Task.WhenAll(moment.Platform.Postgres.StopAsync(), moment.Platform.RabbitMq.StopAsync());
        moment.Platform.Begin(Service);
        await Eventually.HoldsAsync(async () => await CountAsync("waits for its") == 2);
        await moment.HalfAsync();
        Assert.False(await moment.Platform.IsReadyAsync(Service));
        await Task.WhenAll(moment.Platform.Postgres.StartAgainAsync(CancellationToken.None), moment.Platform.RabbitMq.StartAgainAsync(CancellationToken.None));
        await Eventually.HoldsAsync(() => moment.Platform.IsReadyAsync(Service));
        await Eventually.HoldsAsync(async () => await CountAsync("has its") == 2);
        Assert.Equal(2, await CountAsync("waits for its"));

        async Task<int> CountAsync(string text) => Regex.Count((await moment.Platform.LogOfAsync(Service))[before..], $"{Service} {text} (database|broker)");
    });

    /// <returns>How many messages came again.</returns>
    private async Task<int> IsKilledAsync(string fault, KilledAt at)
    {
        var kills = 0;
        var seenTwice = await HoldsAsync($"{fault} {at}", async moment => kills = await at.ComesAsync(moment), atLeastSeconds: 30);
        Output.WriteLine($"{kills} kills");
        Assert.InRange(kills, 1, int.MaxValue);
        return seenTwice;
    }
}
