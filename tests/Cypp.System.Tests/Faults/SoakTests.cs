using Cypp.System.Tests.Faults.Causes;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-20: a fault of all kinds every 20 s, by a seed, as long as <c>./faults --soak</c> is told.</summary>
[Collection(FaultCollection.Name)]
public sealed class SoakTests(FaultedPlatform faulted, ITestOutputHelper output) : FaultTest(faulted, output)
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan JudgedAfter = TimeSpan.FromMinutes(3);

    private static readonly IReadOnlyList<(string Name, Func<Moment, Task> Cause)> Faults =
    [
        ("processes killed", ProcessFaults.KilledAsync),
        ("broker stopped", BrokerFaults.StoppedAsync),
        ("broker killed", BrokerFaults.KilledAsync),
        ("broker's disk alarm", BrokerFaults.AlarmAsync),
        ("broker's disk full", BrokerDiskFullAsync),
        ("broker lost what it had confirmed", BrokerFaults.LosesAsync),
        ("PostgreSQL crashes", DatabaseFaults.CrashesAsync),
        ("lock sessions ended", DatabaseFaults.LocksLostAsync),
        ("PostgreSQL's disk full", FullAsync),
        ("databases put back", OlderState.IsRestoredAsync),
        ("duplicates", Duplicates.ComeAsync),
        ("poison", Poison.ComesAsync),
        ("slow consumer", moment => SlowConsumer.IsSlowAsync(moment.Platform, () => moment.HalfAsync())),
        ("identity away, key rotated", moment => IdentityFaults.AwayAsync(moment, () => Task.CompletedTask)),
        ("broker flapping", moment => NetworkFaults.FlapsAsync(moment, moment.Faulted.ToBroker)),
        ("PostgreSQL flapping", moment => NetworkFaults.FlapsAsync(moment, moment.Faulted.ToDatabase)),
        ("broker silent", moment => NetworkFaults.SilentAsync(moment, moment.Faulted.ToBroker, dropped: moment.Random.Next(2) == 0)),
        ("PostgreSQL silent", moment => NetworkFaults.SilentAsync(moment, moment.Faulted.ToDatabase, dropped: moment.Random.Next(2) == 0)),
    ];

    [Fact(Explicit = true)]
    public async Task Faults_OfAllKinds_OneAfterAnother()
    {
        var random = new Random(Seed);
        Output.WriteLine($"Seed {Seed}");
        for (var left = TimeSpan.FromMinutes(Setting("CYPP_SOAK_MINUTES", 1)); left > TimeSpan.Zero; left -= JudgedAfter)
        {
            await HoldsAsync("FT-20 soak", left < JudgedAfter ? left : JudgedAfter, ending => ComeAsync(random, ending));
        }
    }

    private async Task ComeAsync(Random random, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            var (name, cause) = Faults[random.Next(Faults.Count)];
            Output.WriteLine(name);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ending);
            over.CancelAfter(Each);
            // A seed of its own: how far a fault gets does not change which comes next.
            var moment = new Moment(Faulted, Each, new Random(random.Next()), over.Token);
            await cause(moment);
            await moment.LastAsync(Timeout.InfiniteTimeSpan);
        }
    }

    private static Task BrokerDiskFullAsync(Moment moment) =>
        moment.Platform.RabbitMq.HasSmallDisk ? BrokerFaults.DiskFullAsync(moment) : Task.CompletedTask;

    private static async Task FullAsync(Moment moment)
    {
        if (moment.Platform.Postgres.SmallDisk is not null)
        {
            await FullDisk.FillAsync(moment.Faulted);
            await FullDisk.StaysFullAsync(moment);
            await FullDisk.MoveOutAsync(moment.Faulted);
        }
    }
}
