using Cypp.Messaging.Consume;
using Cypp.Messaging.Consume.Reconcile;

namespace Cypp.Simulation.Tests;

/// <summary>
/// Two publishers, two subscribers that take in everything, and a broker, in one thread: a seed says who moves next and what goes
/// wrong. After a while nothing goes wrong any more, and all must come to rest, with what the broker lost meanwhile.
/// </summary>
internal sealed class World
{
    private const int Streams = 3;
    private const int Writes = 12;
    private const int StepsWithFaults = 250;
    private const int StepsAtMost = 20_000;

    // Fewer than make an innocent message look like a killer.
    private const int MostCrashes = SuspectRule.MostAttempts - 1;

    private readonly Random _random;
    private readonly List<Message> _written = [];
    private readonly Publisher[] _publishers;
    private readonly Subscriber[] _subscribers;
    private int _step;
    private int _crashes;

    private World(int seed, Rules rules, List<string>? notes)
    {
        (_random, Rules, Notes) = (new Random(seed), rules, notes);
        _publishers = [new(this), new(this)];
        _subscribers = [new(this), new(this)];
        Array.ForEach(_publishers, publisher => publisher.Start());
        Array.ForEach(_subscribers, subscriber => subscriber.Start());
    }

    public Rules Rules { get; }

    /// <summary>What happened, for who replays a seed.</summary>
    public List<string>? Notes { get; }

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <returns>What is wrong in the end; null: nothing is.</returns>
    public static string? Run(int seed, Rules rules, List<string>? notes = null) => new World(seed, rules, notes).Run();

    public int Next(int below) => _random.Next(below);

    /// <summary>Whether something goes wrong now, in one of so many cases.</summary>
    public bool Fault(int oneIn) => _step < StepsWithFaults && _random.Next(oneIn) == 0;

    public void Deliver(Message message, Subscriber? onlyFor)
    {
        foreach (var subscriber in _subscribers.Where(subscriber => (onlyFor ?? subscriber) == subscriber))
        {
            for (var copies = Fault(8) ? 2 : Fault(12) ? 0 : 1; copies > 0; copies--)
            {
                subscriber.Queue.Insert(Fault(6) ? Next(subscriber.Queue.Count + 1) : subscriber.Queue.Count, new Delivery(message, 0));
            }
        }
    }

    private string? Run()
    {
        for (_step = 0; _step < StepsWithFaults || !IsQuiet; _step++)
        {
            if (_step > StepsAtMost)
            {
                return "it does not come to rest";
            }

            Now += TimeSpan.FromMilliseconds(IsStuck ? 5000 : Next(1000));
            Move();
        }

        return _subscribers.Select(Wrong).FirstOrDefault(wrong => wrong is not null);
    }

    private bool IsQuiet => _written.Count == Writes && _written.TrueForAll(message => _subscribers.All(subscriber => subscriber.Position.GetValueOrDefault(message.Stream) >= message.Sequence)) && _publishers.All(publisher => publisher.IsQuiet) && _subscribers.All(subscriber => subscriber.IsQuiet);

    // Only waiting is left.
    private bool IsStuck => _step > StepsWithFaults && _subscribers.All(subscriber => subscriber.Queue.Count == 0);

    private void Move()
    {
        if (_written.Count < Writes && Next(12) == 0)
        {
            Write(Next(Streams), Next(25) switch { 0 => Kind.Poison, 1 when _written.TrueForAll(message => message.Kind != Kind.Killer) => Kind.Killer, _ => Kind.Plain });
        }

        if (_crashes < MostCrashes && Fault(60))
        {
            _crashes++;
            Crash();
        }

        if (Fault(150))
        {
            Notes?.Add("the broker lost a queue's messages");
            _subscribers[Next(2)].Queue.Clear();
        }

        if (Next(30) == 0)
        {
            TellHeads(_publishers[Next(2)]);
        }

        switch (Next(10))
        {
            case 0:
                _subscribers[Next(2)].Watch(_publishers);
                break;
            case 1:
                _publishers[Next(2)].Answer();
                break;
            case < 5:
                // The second dispatcher works seldom: only while the first does not know that it has lost its lock.
                var dispatchers = _publishers[Next(2)].Dispatchers;
                dispatchers[dispatchers[1].IsIdle && !Fault(6) ? 0 : Next(2)].Step();
                break;
            default:
                var consumers = _subscribers[Next(2)].Consumers;
                consumers[Next(consumers.Count)].Step();
                break;
        }
    }

    private void Write(int stream, Kind kind)
    {
        _publishers[stream % 2].Write(_written.Count, stream, kind);
        _written.Add(_publishers[stream % 2].Outbox[^1].Message);
    }

    private void TellHeads(Publisher owner)
    {
        foreach (var stream in owner.Outbox.GroupBy(row => row.Message.Stream))
        {
            var waiting = stream.Where(row => !row.Sent && row.OnlyFor is null).Min(row => (long?)row.Message.Sequence);
            var head = HeadRule.ToldUpTo(stream.Max(row => row.Message.Sequence), waiting);

            // What is held is the gap watcher's to ask for; it must not lean on this.
            foreach (var subscriber in _subscribers.Where(subscriber => subscriber.HeldBack.TrueForAll(held => held.Message.Stream != stream.Key)))
            {
                foreach (var (from, to) in Rules.Lacking(subscriber.Position.GetValueOrDefault(stream.Key), [], head))
                {
                    owner.Requests.Add((subscriber, stream.Key, from, to));
                }
            }
        }
    }

    private void Crash()
    {
        if (Next(2) == 0)
        {
            _subscribers[Next(2)].Crash();
        }
        else
        {
            _publishers[Next(2)].Dispatchers[Next(2)].Crash();
        }
    }

    private string? Wrong(Subscriber subscriber)
    {
        foreach (var stream in _written.GroupBy(message => message.Stream))
        {
            var plain = stream.Where(message => message.Kind == Kind.Plain).ToList();
            var effects = subscriber.Effects.Where(message => message.Stream == stream.Key).ToList();
            if (!effects.SequenceEqual(plain))
            {
                return $"stream {stream.Key} had the effects {string.Join(", ", effects.Select(message => message.Sequence))} of {string.Join(", ", plain.Select(message => message.Sequence))}";
            }
        }

        var bad = _written.Where(message => message.Kind != Kind.Plain).Select(message => (message, message.Kind == Kind.Killer ? "ends-its-consumer" : "handler"));
        return subscriber.Parked.OrderBy(parked => parked.Message.Id).SequenceEqual(bad) ? null : $"parked are {string.Join(", ", subscriber.Parked)}";
    }
}
