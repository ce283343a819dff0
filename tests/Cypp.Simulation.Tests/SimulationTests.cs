using System.Collections.Concurrent;
using System.Globalization;
using Cypp.Messaging.Consume;

namespace Cypp.Simulation.Tests;

/// <summary>
/// MQ-1 to MQ-8, MQ-13: dispatchers, consumers, gap watchers and tellers of heads by the platform's own rules, under a seeded scheduler with crash, loss,
/// duplicate, delay and reordering at every step; each message must have its effect in each subscriber once and in order, or be parked.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int SeedsOfATest = 100_000;

    /// <summary><c>./simulate N</c> runs N of them, <c>./simulate --seed N</c> one, with all that happened.</summary>
    [Fact]
    public void EverySeed_ComesToRestWithEachEffectOnceAndInOrder()
    {
        if (Number("CYPP_SEED") is { } one)
        {
            var notes = new List<string>();
            var wrong = World.Run(one, new Rules(), notes);
            notes.ForEach(output.WriteLine);
            Assert.Null(wrong);
            return;
        }

        var seeds = Number("CYPP_SEEDS") ?? SeedsOfATest;
        var failed = Failing(new Rules(), seeds);
        output.WriteLine($"{seeds} seeds, {failed.Count} failed");
        Assert.True(failed.Count == 0, $"Seed {failed.FirstOrDefault().Seed}: {failed.FirstOrDefault().Wrong}; ./simulate --seed {failed.FirstOrDefault().Seed} shows how.");
    }

    /// <summary>The simulator notices each rule's absence, else it would prove nothing.</summary>
    [Theory]
    [InlineData("a second delivery has its effect again")]
    [InlineData("a later one is taken in before its predecessors")]
    [InlineData("a gap is never asked for")]
    [InlineData("a gap is asked for without its last")]
    [InlineData("nobody compares what was sent with what came")]
    [InlineData("a round takes what has the lowest ids")]
    [InlineData("a message that ends its consumer is tried for ever")]
    public void ARuleLeftOut_IsNoticed(string without)
    {
        var rules = new Rules();
        rules = without switch
        {
            "a second delivery has its effect again" => rules with { Decide = (position, sequence, _) => sequence <= position ? Arrival.TakeIn : ArrivalRule.Decide(position, sequence, false) },
            "a later one is taken in before its predecessors" => rules with { Decide = (position, sequence, known) => known ? Arrival.Drop : sequence > position ? Arrival.TakeIn : Arrival.Dispute },
            "a gap is never asked for" => rules with { Missing = (_, _) => [] },
            "a gap is asked for without its last" => rules with { Missing = (position, held) => [.. GapRule.Missing(position, held).Where(gap => gap.To > gap.From).Select(gap => (gap.From, gap.To - 1))] },
            "nobody compares what was sent with what came" => rules with { Lacking = (_, _, _) => [] },
            "a round takes what has the lowest ids" => rules with { InTurn = row => row.Id },
            _ => rules with { MostAttempts = int.MaxValue },
        };
        Assert.NotEmpty(Failing(rules, 2_000));
    }

    private static List<(int Seed, string Wrong)> Failing(Rules rules, int seeds)
    {
        var failed = new ConcurrentBag<(int Seed, string Wrong)>();
        Parallel.For(0, seeds, (seed, loop) =>
        {
            if (World.Run(seed, rules) is { } wrong)
            {
                failed.Add((seed, wrong));
                loop.Stop();
            }
        });
        return [.. failed.OrderBy(failure => failure.Seed)];
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
