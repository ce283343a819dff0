using System.Diagnostics;
using System.Net;
using System.Text;
using Cypp.Benchmarks.Measuring;
using Cypp.Benchmarks.Peers;
using Cypp.Benchmarks.Seeding;
using Npgsql;

namespace Cypp.Benchmarks.Goals;

/// <summary>
/// From a commit in the index to its effect committed in health, 100 a second (P11): against what cannot be less, two commits and one
/// confirmed publish, and against an outbox that is looked at every 100 ms.
/// </summary>
internal sealed class EffectGoal(Stand stand, Options options)
{
    private const int PerSecond = 100;
    private const int Floors = 500;

    private readonly string _body = OutboxRows.BodyOf(Guid.Empty, DateTimeOffset.UnixEpoch);
    private int _run;

    public async Task<Measured> RunAsync()
    {
        await using var index = NpgsqlDataSource.Create(stand.Platform.DatabaseOf(NewChildren.Service));
        await using var health = NpgsqlDataSource.Create(stand.Platform.DatabaseOf("health"));
        await using var caller = new DirectCaller(stand, NewChildren.Service);
        for (var left = options.WarmUp; left > TimeSpan.Zero; left -= DirectCaller.LongestLoad)
        {
            await PlatformAsync(caller, index, health, left < DirectCaller.LongestLoad ? left : DirectCaller.LongestLoad);
        }

        await FloorAsync(health);
        List<Reading> readings = [];
        List<double> p50 = [], p99 = [], poller = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            var (floor, platform, polled) = (await FloorAsync(health), await PlatformAsync(caller, index, health, options.Length), await PollerAsync(health));
            readings.AddRange([floor, platform, polled]);
            p50.Add(platform.P50Milliseconds / floor.P50Milliseconds);
            p99.Add(platform.P99Milliseconds / floor.P50Milliseconds);
            poller.Add(platform.P50Milliseconds / polled.P50Milliseconds);
        }

        return new(
            [
                new("P11", "median from commit to effect, 100 a second / two commits and a confirmed publish", 3, false, p50),
                new("P11 p99", "99th percentile from commit to effect / two commits and a confirmed publish, median", 10, false, p99),
                new("P11 poll", "median from commit to effect / with an outbox looked at every 100 ms", 0.1, false, poller),
            ],
            readings);
    }

    private async Task<Reading> PlatformAsync(DirectCaller caller, NpgsqlDataSource index, NpgsqlDataSource health, TimeSpan length)
    {
        var (name, count) = ($"R{(char)('a' + _run++)}", (int)length.TotalSeconds * PerSecond);
        var writes = await caller.AuthorizedAsync(_ => NewChildren.Register(name));
        await Once.RunAsync(count, writes, HttpStatusCode.Created, connections: 8, PerSecond, caller.Connections());
        var from = await Commits.OfAsync(index, "SELECT \"Id\", xmin FROM child WHERE \"FamilyName\" ^@ @mark", name);
        var ids = from.Keys.ToArray();
        await Until.SoAsync(health, $"SELECT count(*) = {count} FROM known_child WHERE \"ChildId\" = ANY (@ids)", new NpgsqlParameter<Guid[]>("ids", ids));
        return Read("commit to effect", from, await Commits.OfAsync(health, "SELECT \"ChildId\", xmin FROM known_child WHERE \"ChildId\" = ANY (@mark)", ids));
    }

    private async Task<Reading> PollerAsync(NpgsqlDataSource database)
    {
        var bus = new PollingBus(stand, database);
        await bus.MakeAsync();
        await bus.RunAsync((int)options.Length.TotalSeconds * PerSecond, PerSecond, _body);
        return Read(
            "commit to effect, looked at every 100 ms",
            await Commits.OfAsync(database, "SELECT \"Id\", xmin FROM peer.event WHERE @mark", true), await Commits.OfAsync(database, "SELECT \"Id\", xmin FROM peer.effect WHERE @mark", true));
    }

    private async Task<Reading> FloorAsync(NpgsqlDataSource database)
    {
        await new PollingBus(stand, database).MakeAsync();
        await using var connection = await database.OpenConnectionAsync();
        await using var raw = await RawPublisher.OpenAsync(stand.Platform.Broker);
        await using var detour = await Detour.OpenAsync(stand.Platform.Broker);
        var commits = await TimesAsync(async () =>
        {
            await using var insert = new NpgsqlCommand("INSERT INTO peer.effect VALUES ($1)", connection) { Parameters = { new() { Value = Guid.CreateVersion7() } } };
            await insert.ExecuteNonQueryAsync();
        });
        var publishes = await TimesAsync(async () => await raw.SendAsync(Detour.Exchange, Detour.Kind, Encoding.UTF8.GetBytes(_body)));
        return Read("two commits and a confirmed publish", double.NaN, [.. commits.Zip(publishes, (commit, publish) => (2 * commit) + publish)]);
    }

    private static async Task<IReadOnlyList<TimeSpan>> TimesAsync(Func<Task> one)
    {
        var times = new TimeSpan[Floors];
        for (var at = 0; at < Floors; at++)
        {
            var began = Stopwatch.GetTimestamp();
            await one();
            times[at] = Stopwatch.GetElapsedTime(began);
        }

        return [.. times.Order()];
    }

    /// <summary>Its rate is what was written: a machine that cannot write as much as was asked shows it there.</summary>
    private static Reading Read(string name, Dictionary<Guid, DateTime> from, Dictionary<Guid, DateTime> to) =>
        Read(name, from.Count / (from.Values.Max() - from.Values.Min()).TotalSeconds, Commits.Between(from, to));

    // Several processes share the work, and nothing tells whose processor time is whose.
    private static Reading Read(string name, double perSecond, IReadOnlyList<TimeSpan> sorted) => new(
        name, perSecond, double.NaN, sorted[sorted.Count / 2].TotalMilliseconds, sorted[sorted.Count * 99 / 100].TotalMilliseconds);
}
