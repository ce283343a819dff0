namespace Cypp.Simulation.Tests;

/// <summary>A service's database as its outbox sees it, and the dispatchers of its replicas. What is in the lists is committed.</summary>
internal sealed class Publisher(World world)
{
    public List<Row> Outbox { get; } = [];

    /// <summary>What subscribers asked for again; it may take a while to get here.</summary>
    public List<(Subscriber By, int Stream, long From, long To)> Requests { get; } = [];

    /// <summary>Two at once: one of them has lost its lock and does not know yet.</summary>
    public IReadOnlyList<DispatcherRun> Dispatchers { get; private set; } = [];

    public bool IsQuiet => Requests.Count == 0 && Outbox.TrueForAll(row => row.Sent) && Dispatchers.All(run => run.IsIdle);

    public void Start() => Dispatchers = [new DispatcherRun(world, this), new DispatcherRun(world, this)];

    public void Write(int id, int stream, Kind kind)
    {
        var sequence = Outbox.Count(row => row.Message.Stream == stream) + 1;
        Outbox.Add(new Row(new Message(id, stream, sequence, kind), world.Now, world.Next(int.MaxValue)));
        world.Notes?.Add($"write {Outbox[^1].Message}");
    }

    public void Answer()
    {
        if (Requests.Count == 0)
        {
            return;
        }

        var (asker, stream, from, to) = Requests[0];
        Requests.RemoveAt(0);
        foreach (var row in Outbox.Where(row => row.Message.Stream == stream && row.Message.Sequence >= from && row.Message.Sequence <= to))
        {
            row.OnlyFor = world.Rules.AnswerGoesTo(row, asker);
            row.Sent = false;
            row.NextAt = world.Now;
        }
    }
}

/// <summary>A round of a dispatcher, one step at a time.</summary>
internal sealed class DispatcherRun(World world, Publisher publisher)
{
    private const int Size = 5;
    private readonly List<Queue<(Row Row, Subscriber? OnlyFor)>> _turns = [];
    private readonly List<(Row Row, Subscriber? OnlyFor)> _sent = [];
    private readonly List<(Row Row, Exception Why)> _failed = [];
    private readonly List<int> _waiting = [];
    private bool _marking;

    public bool IsIdle => _turns.Count == 0 && !_marking;

    public void Crash()
    {
        _turns.Clear();
        _sent.Clear();
        _failed.Clear();
        _waiting.Clear();
        _marking = false;
    }

    public void Step()
    {
        if (_marking)
        {
            Mark();
        }
        else if (_turns.Count > 0)
        {
            Send();
        }
        else
        {
            Look();
        }
    }

    private void Look()
    {
        var due = publisher.Outbox.Where(row => !row.Sent && row.NextAt <= world.Now).OrderBy(row => row.NextAt).ThenBy(world.Rules.InTurn).ThenBy(row => row.Id).Take(Size).ToList();
        foreach (var stream in due.GroupBy(row => row.Message.Stream))
        {
            var first = publisher.Outbox.Where(row => !row.Sent && row.Message.Stream == stream.Key).Min(row => row.Message.Sequence);
            var turn = new Queue<(Row, Subscriber?)>(world.Rules.Sendable(stream, first).Select(row => (row, row.OnlyFor)));
            if (turn.Count > 0)
            {
                _turns.Add(turn);
            }
            else
            {
                _waiting.Add(stream.Key);
            }
        }

        _marking = _turns.Count == 0 && _waiting.Count > 0;
    }

    private void Send()
    {
        var turn = _turns[world.Next(_turns.Count)];
        var (row, onlyFor) = turn.Peek();
        // Delivered and confirmed; delivered and the confirm lost; not delivered.
        var outcome = world.Fault(10) ? 1 + world.Next(2) : 0;
        if (outcome < 2)
        {
            world.Deliver(row.Message, onlyFor);
        }

        world.Notes?.Add($"send {row.Message} {(outcome == 0 ? "confirmed" : "failed")}");
        if (outcome > 0)
        {
            _failed.Add((row, new TimeoutException()));
            _turns.Clear();
        }
        else
        {
            _sent.Add(turn.Dequeue());
            _turns.RemoveAll(other => other.Count == 0);
        }

        _marking = _turns.Count == 0;
    }

    private void Mark()
    {
        foreach (var (row, _) in _sent.Where(sent => world.Rules.MayMark(sent.Row, sent.OnlyFor)))
        {
            row.Sent = true;
        }

        foreach (var (row, why) in _failed)
        {
            Defer(row.Message.Stream, world.Rules.After(why, 0, world.Now).NextAt);
        }

        _waiting.ForEach(stream => Defer(stream, world.Now.AddSeconds(1)));
        Crash();
    }

    private void Defer(int stream, DateTimeOffset until)
    {
        foreach (var row in publisher.Outbox.Where(row => row.Message.Stream == stream && !row.Sent && row.NextAt < until))
        {
            row.NextAt = until;
        }
    }
}
