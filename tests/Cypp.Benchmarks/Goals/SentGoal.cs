using Cypp.Benchmarks.Measuring;
using Cypp.Benchmarks.Peers;
using Cypp.Benchmarks.Seeding;

namespace Cypp.Benchmarks.Goals;

/// <summary>What a message costs the dispatcher, with ever more that lie sent in the same outbox (growth law E).</summary>
internal sealed class SentGoal(Stand stand, Options options)
{
    private const double Limit = 0.05;

    public async Task<Measured> RunAsync()
    {
        await using var detour = await Detour.OpenAsync(stand.Platform.Broker);
        await using var drain = new Drain(stand);
        var (rows, readings, points) = (new OutboxRows(stand), new List<Reading>(), new List<GrowthPoint>());
        await drain.WarmUpAsync(options.Messages, options.WarmUp);
        await rows.ForgetSentAsync(DateTimeOffset.UnixEpoch);
        var there = 0;
        foreach (var sent in (int[])[options.Sent / 100, options.Sent / 10, options.Sent])
        {
            var (name, costs) = ($"dispatcher, messages beside {sent} sent ones", new List<double>());
            await rows.AddAsync(sent - there, DateTimeOffset.UnixEpoch, sent: true);
            there = sent;
            for (var round = 0; round < options.Rounds; round++)
            {
                var began = TimeProvider.System.GetUtcNow();
                var reading = await drain.RunAsync(name, options.Messages);
                readings.Add(reading);
                costs.Add(reading.Cpu);
                // What a round has sent is no part of the size.
                await rows.ForgetSentAsync(began);
            }

            points.Add(new(sent, costs));
            await detour.EmptyAsync();
        }

        await rows.ForgetSentAsync(DateTimeOffset.UnixEpoch);
        var law = new Growth("E", "messages that lie sent", "CPU of a message, dispatcher and database, us", points);
        return new([law.ToRatio(Limit)], readings) { Growths = [law] };
    }
}
