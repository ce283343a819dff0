using System.Diagnostics;
using Cypp.System.Tests.Faults.Causes;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-14: the network between the services and their servers.</summary>
[Collection(FaultCollection.Name)]
public sealed class NetworkFaultTests(FaultedPlatform faulted, ITestOutputHelper output) : FaultTest(faulted, output)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory(Explicit = true)]
    [InlineData("broker")]
    [InlineData("database")]
    public Task Connections_ResetAgainAndAgain(string server) => HoldsWithoutLeakAsync(
        $"FT-14 {server} flapping", moment => NetworkFaults.FlapsAsync(moment, RelayTo(server)));

    [Theory(Explicit = true)]
    [InlineData("broker", false)]
    [InlineData("broker", true)]
    [InlineData("database", false)]
    [InlineData("database", true)]
    public Task Network_CutWithoutReset(string server, bool dropped) => HoldsWithoutLeakAsync(
        $"FT-14 {server} silent, then {(dropped ? "dropped" : "on")}", moment => NetworkFaults.SilentAsync(moment, RelayTo(server), dropped));

    private Relay RelayTo(string server) => server == "broker" ? Faulted.ToBroker : Faulted.ToDatabase;

    private async Task HoldsWithoutLeakAsync(string fault, Func<Moment, Task> cause)
    {
        var before = (Sessions: await HighestAsync(SessionsAsync), Handlers: await HandlersAsync());
        await HoldsAsync(fault, cause);
        var (sessions, connections) = (await ComeDownAsync(SessionsAsync, before.Sessions), await ComeDownAsync(ConnectionsAsync, before.Handlers.Connections));
        Output.WriteLine($"Sessions {before.Sessions} before, {sessions} after; broker's connections {before.Handlers.Connections}, {connections}");
        Assert.InRange(sessions, 1, before.Sessions);
        Assert.InRange(connections, 1, before.Handlers.Connections);
        Assert.Equal(before.Handlers.Consumers, (await HandlersAsync()).Consumers);
    }

    /// <summary>At rest too services look at their tables now and then, each with as many connections as it happens to need.</summary>
    private static async Task<int> HighestAsync(Func<Task<int>> count)
    {
        var (watch, highest) = (Stopwatch.StartNew(), 0);
        while (watch.Elapsed < Look)
        {
            highest = Math.Max(highest, await count());
        }

        return highest;
    }

    /// <returns>A number no higher than <paramref name="most"/>, or what it is at the end of patience.</returns>
    private static async Task<int> ComeDownAsync(Func<Task<int>> count, int most)
    {
        var (watch, now) = (Stopwatch.StartNew(), int.MaxValue);
        while (now > most && watch.Elapsed < Patience)
        {
            now = await count();
        }

        return now;
    }

    private Task<(int Connections, long Consumers)> HandlersAsync() => BrokerFaults.HandlersAsync(Faulted.Platform.RabbitMq);

    private async Task<int> ConnectionsAsync() => (await HandlersAsync()).Connections;

    private async Task<int> SessionsAsync() => (await Tables.RowsAsync(
        Faulted.Platform, "postgres", "SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()", row => row.GetInt32(0))).Single();
}
