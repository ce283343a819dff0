using Cypp.Messaging.Consume;

namespace Cypp.Simulation.Tests;

/// <summary>A service's database as its inbox sees it, its queue, and its consumers. What is in the collections is committed.</summary>
internal sealed class Subscriber(World world)
{
    private const int MostUnread = 10;

    public List<Delivery> Queue { get; } = [];

    public Dictionary<int, long> Position { get; } = [];

    public HashSet<int> Inbox { get; } = [];

    public Dictionary<int, int> Attempts { get; } = [];

    public List<Held> HeldBack { get; } = [];

    public List<Message> Effects { get; } = [];

    public List<(Message Message, string Reason)> Parked { get; } = [];

    /// <summary>Streams whose position a transaction holds.</summary>
    public HashSet<int> Locks { get; } = [];

    public IReadOnlyList<ConsumerRun> Consumers { get; private set; } = [];

    public bool IsQuiet => Queue.Count == 0 && HeldBack.Count == 0 && Consumers.All(run => run.IsIdle);

    public void Start() => Consumers = [new ConsumerRun(world, this), new ConsumerRun(world, this), new ConsumerRun(world, this)];

    /// <summary>Transactions are rolled back; the broker takes back what is not acknowledged.</summary>
    public void Crash()
    {
        world.Notes?.Add("crash of a consumer's process");
        foreach (var run in Consumers)
        {
            if (run.Crash() is { } delivery)
            {
                Queue.Insert(0, delivery with { Returned = delivery.Returned + 1 });
            }
        }

        Locks.Clear();
    }

    public void Watch(IReadOnlyList<Publisher> owners)
    {
        foreach (var stream in HeldBack.GroupBy(held => held.Message.Stream))
        {
            var position = Position.GetValueOrDefault(stream.Key);
            if (NextHeld(stream.Key) is { } next)
            {
                if (Consumers.All(run => run.IsIdle))
                {
                    Consumers[0].Release(next);
                }

                return;
            }

            if (GapRule.IsOverdue([.. stream.Select(held => (held.At, held.RequestedAt))], world.Now, Queue.Count > MostUnread))
            {
                foreach (var (from, to) in world.Rules.Missing(position, stream.Select(held => held.Message.Sequence)))
                {
                    world.Notes?.Add($"ask for {from} to {to} of stream {stream.Key}");
                    owners[stream.Key % 2].Requests.Add((this, stream.Key, from, to));
                }

                foreach (var held in stream)
                {
                    held.RequestedAt = world.Now;
                }
            }
        }
    }

    public Message? NextHeld(int stream) => HeldBack
        .Where(held => held.Message.Stream == stream && held.Message.Sequence <= Position.GetValueOrDefault(stream) + 1)
        .MinBy(held => held.Message.Sequence)?.Message;
}
