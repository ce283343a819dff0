using System.Diagnostics;
using Cypp.System.Tests.Faults.Causes;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-14: the network between the services and their servers.</summary>
[Collection(FaultCollection.Name)]
public sealed class NetworkFaultTests(FaultedPlatform faulted, ITestOutputHelper output) : FaultTest(faulted, output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("broker")]
    [InlineData("database")]
    public Task Connections_ResetAgainAndAgain(string server) => HoldsWithoutLeakAsync(
        $"FT-14 {server} flapping", moment => NetworkFaults.FlapsAsync(moment, RelayTo(server)));

    [Theory]
    [InlineData("broker", false)]
    [InlineData("broker", true)]
    [InlineData("database", false)]
    [InlineData("database", true)]
    public Task Network_CutWithoutReset(string server, bool dropped) => HoldsWithoutLeakAsync(
        $"FT-14 {server} silent, then {(dropped ? "dropped" : "on")}", moment => NetworkFaults.SilentAsync(moment, RelayTo(server), dropped));

    private Relay RelayTo(string server) => server == "broker" ? Faulted.ToBroker : Faulted.ToDatabase;

    private async Task HoldsWithoutLeakAsync(string fault, Func<Moment, Task> cause)
    {
        var (connections, consumers) = await BrokerFaults.HandlersAsync(Faulted.Platform.RabbitMq);
        var sessions = await AtRestAsync(SessionsAsync, int.MaxValue);
        await HoldsAsync(fault, cause);
        var after = await AtRestAsync(SessionsAsync, sessions);
        var atBroker = await AtRestAsync(async () => (await BrokerFaults.HandlersAsync(Faulted.Platform.RabbitMq)).Connections, connections);
        Output.WriteLine($"Sessions {sessions} before, {after} after; broker's connections {connections}, {atBroker}");
        Assert.InRange(after, 1, sessions);
        Assert.InRange(atBroker, 1, connections);
        Assert.Equal(consumers, (await BrokerFaults.HandlersAsync(Faulted.Platform.RabbitMq)).Consumers);
    }

    /// <returns>The number when it is no higher than <paramref name="most"/> and has not changed for a while, or what it is at the end of patience.</returns>
    private static async Task<int> AtRestAsync(Func<Task<int>> count, int most)
    {
        var (watch, since, last) = (Stopwatch.StartNew(), Stopwatch.StartNew(), 0);
        while (watch.Elapsed < Patience && (last > most || since.Elapsed < TimeSpan.FromSeconds(15)))
        {
            var now = await count();
            if (now != last)
            {
                since.Restart();
            }

            last = now;
        }

        return last;
    }

    private async Task<int> SessionsAsync() => (await Tables.RowsAsync(
        Faulted.Platform, "postgres", "SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()", row => row.GetInt32(0))).Single();
}
