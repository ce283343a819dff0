using System.Diagnostics;
using System.Globalization;
using Cypp.System.Tests.Faults.Causes;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-12: who is slow keeps nobody else waiting, and its messages wait in its queue, not in its memory.</summary>
[Collection(FaultCollection.Name)]
public sealed class SlowConsumerTests(FaultedPlatform faulted, ITestOutputHelper output) : FaultTest(faulted, output)
{
    private const string Other = "early-help";
    private const int MostMegabytes = 512;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact(Explicit = true)]
    public async Task Consumer_TakesTwoSecondsAMessage()
    {
        var kinds = (await Tables.ReadAsync(Faulted.Platform)).Inboxes[Other].Kinds;
        List<(TimeSpan Arrival, int Megabytes, long Waiting)> looks = [];
        await HoldsAsync($"FT-12 {SlowConsumer.Service} slow", moment => SlowConsumer.IsSlowAsync(moment.Platform, async () =>
        {
            while (!moment.Ending.IsCancellationRequested)
            {
                looks.Add((await ArrivalAsync(kinds), Megabytes(), await WaitingAsync(SlowConsumer.Service)));
            }
        }));
        Output.WriteLine(string.Join("; ", looks.Select(look => $"{look.Arrival.TotalSeconds:F1} s, {look.Megabytes} MB, {look.Waiting} wait")));
        Assert.All(looks, look => Assert.InRange(look.Arrival, TimeSpan.Zero, Patience));
        Assert.All(looks, look => Assert.InRange(look.Megabytes, 1, MostMegabytes - 1));
        // More than it may have in its hands at once: the other had all that was told before the slow one did.
        Assert.True(looks[^1].Waiting > 64, "Nothing piled up: it was not slow.");
    }

    /// <returns>How long it takes at most until the other service knows all that was told when it was asked.</returns>
    private async Task<TimeSpan> ArrivalAsync(IReadOnlySet<string> kinds)
    {
        var watch = Stopwatch.StartNew();
        var told = new HashSet<Guid>();
        foreach (var service in Tables.Services)
        {
            var sent = await Tables.RowsAsync(Faulted.Platform, service, """SELECT "Id", "Stream" FROM outbox""", row => (Id: row.GetGuid(0), Stream: row.GetString(1)));
            told.UnionWith(sent.Where(message => kinds.Contains(Messaging.Streams.KindOf(message.Stream))).Select(message => message.Id));
        }

        while (!told.IsSubsetOf(await Tables.RowsAsync(Faulted.Platform, Other, """SELECT "MessageId" FROM inbox""", row => row.GetGuid(0))) && watch.Elapsed <= Patience)
        {
            // Not yet.
        }

        return watch.Elapsed;
    }

    private async Task<long> WaitingAsync(string queue) =>
        (await Faulted.Platform.RabbitMq.ListQueuesAsync(CancellationToken.None)).Single(one => one.Name == queue).Messages ?? 0;

    private int Megabytes()
    {
        var status = File.ReadLines($"/proc/{Faulted.Platform.ProcessIdOf(SlowConsumer.Service)}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return int.Parse(status.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}
