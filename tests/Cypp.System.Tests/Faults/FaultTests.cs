using System.Globalization;
using System.Text;
using Cypp.Messaging.RabbitMq;
using RabbitMQ.Client;

namespace Cypp.System.Tests.Faults;

/// <summary>Alone on the machine: what it measures is what stays whole, not how much runs beside it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultCollection : ICollectionFixture<FaultedPlatform>
{
    public const string Name = "faults";
}

/// <summary>
/// FT-01 to FT-16 on the real processes, judged by the ledger: "every acknowledged write has its effect in every subscriber exactly
/// once". What waits by the clock here is when a fault comes and how long it lasts; nothing waits for the platform so. <c>./faults</c> runs them as long as they should be, <c>./test</c> a fifth of it.
/// </summary>
[Collection(FaultCollection.Name)]
public sealed class FaultTests(FaultedPlatform faulted, ITestOutputHelper output)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("CYPP_FAULT_SECONDS") is { Length: > 0 } seconds
        ? int.Parse(seconds, CultureInfo.InvariantCulture) : 12);

    private static readonly int Seed = Environment.GetEnvironmentVariable("CYPP_FAULT_SEED") is { Length: > 0 } seed
        ? int.Parse(seed, CultureInfo.InvariantCulture) : 20151102;

    /// <summary>FT-01, FT-02, FT-03: the writer, its dispatcher and the consumers, in the middle of whatever they do.</summary>
    [Fact]
    public Task Processes_KilledAgainAndAgain() => HoldsAsync("FT-01..03 kill -9", async ending =>
    {
        var random = new Random(Seed);
        string[] services = ["safeguarding", "early-help", "index", "outcomes"];
        while (!ending.IsCancellationRequested)
        {
            await Task.Delay(random.Next(200, 1500), CancellationToken.None);
            await faulted.Platform.KillAndRestartAsync(services[random.Next(services.Length)]);
        }
    });

    /// <summary>FT-04: writes go on, and arrive when it is back.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Broker_Away(bool killed) => HoldsAsync($"FT-04 broker {(killed ? "killed" : "stopped")}", async ending =>
    {
        var broker = faulted.Platform.RabbitMq;
        await (killed ? broker.KillAsync() : broker.StopAppAsync(CancellationToken.None));
        await Task.Delay(Duration / 2, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (killed ? broker.StartAgainAsync(CancellationToken.None) : broker.StartAppAsync(CancellationToken.None));
    });

    /// <summary>FT-06: every session ends in the middle of its statement.</summary>
    [Fact]
    public Task Database_CrashesAgainAndAgain() => HoldsAsync("FT-06 PostgreSQL crash", async ending =>
    {
        while (!ending.IsCancellationRequested)
        {
            await faulted.Platform.Postgres.CrashAsync();
            await Task.Delay(TimeSpan.FromSeconds(3), CancellationToken.None);
            await faulted.Platform.Postgres.StartAgainAsync(CancellationToken.None);
            await Task.Delay(TimeSpan.FromSeconds(4), ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    });

    /// <summary>FT-07: all that was ever sent comes three times more, in no order.</summary>
    [Fact]
    public Task Messages_OfYesterdayComeAgain() => HoldsAsync("FT-07 duplicates", async ending =>
    {
        await Task.Delay(Duration / 2, CancellationToken.None);
        await using var connection = await new ConnectionFactory { Uri = faulted.Platform.Broker }.CreateConnectionAsync(CancellationToken.None);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: CancellationToken.None);
        var random = new Random(Seed);
        foreach (var service in Tables.Services)
        {
            var sent = await Tables.RowsAsync(
                faulted.Platform, service, """SELECT "Id", "Type", "Version", "Stream", "Sequence", "Payload", "SourceAgencyId", "RestrictionLevel" FROM outbox WHERE "SentAt" IS NOT NULL""",
                row => new StoredMessage(row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetInt64(4), row.GetString(5), row.GetGuid(6), row.GetInt32(7)));
            var again = Enumerable.Repeat(sent, 3).SelectMany(message => message).ToArray();
            random.Shuffle(again);
            foreach (var message in again)
            {
                await channel.BasicPublishAsync(
                    Names.ExchangeOf(message.Kind), message.Kind, mandatory: false, message.Properties, Encoding.UTF8.GetBytes(message.Payload), CancellationToken.None);
            }
        }

        await Task.Delay(Timeout.Infinite, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    });

    /// <summary>FT-16: a dispatcher loses its slots while it sends, and another takes them.</summary>
    [Fact]
    public Task DispatcherLocks_LostAgainAndAgain() => HoldsAsync("FT-16 lock sessions ended", async ending =>
    {
        while (!ending.IsCancellationRequested)
        {
            await Tables.RowsAsync(
                faulted.Platform, "postgres",
                "SELECT pg_terminate_backend(pid)::text FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND granted GROUP BY pid", row => row.GetString(0));
            await Task.Delay(TimeSpan.FromSeconds(2), ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    });

    private async Task HoldsAsync(string fault, Func<CancellationToken, Task> cause)
    {
        var (line, wrong) = await faulted.JudgeAsync(fault, Duration, cause);
        output.WriteLine(line);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.GroupBy(finding => finding[..2]).SelectMany(law => law.Take(5).Prepend($"{law.Key}: {law.Count()} findings"))));
    }
}
