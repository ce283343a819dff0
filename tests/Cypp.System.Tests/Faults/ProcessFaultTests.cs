using System.Text.RegularExpressions;
using Cypp.System.Tests.Faults.Causes;
using Cypp.Testing;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-01, FT-02, FT-03.</summary>
[Collection(FaultCollection.Name)]
public sealed class ProcessFaultTests(FaultedPlatform faulted, ITestOutputHelper output) : FaultTest(faulted, output)
{
    [Fact]
    public Task Processes_KilledAgainAndAgain() => HoldsAsync("FT-01..03 kill -9", ProcessFaults.KilledAsync);

    [Fact]
    public async Task Processes_ToldToStop_LoseNothingAndEndWithoutAnError()
    {
        IReadOnlyList<int> codes = [];
        await HoldsAsync("SIGTERM one after another", async moment => codes = await ProcessFaults.ToldToStopAsync(moment));
        Assert.All(codes, code => Assert.Equal(0, code));
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
}
