using Cypp.Messaging.Consume;

namespace Cypp.Simulation.Tests;

/// <summary>The handling of one delivery, one step at a time: begin, decide, commit, whatever waited for it, acknowledge.</summary>
internal sealed class ConsumerRun(World world, Subscriber subscriber)
{
    private enum Phase
    {
        Idle,
        Count,
        Begin,
        Decide,
        Commit,
        Acknowledge,
    }

    private Phase _phase;
    private Delivery? _delivery;
    private Message? _message;
    private bool _suspect;
    private string? _refusal;
    private Arrival _arrival;

    public bool IsIdle => _phase == Phase.Idle;

    /// <returns>What was out with it.</returns>
    public Delivery? Crash()
    {
        var delivery = _delivery;
        (_phase, _delivery, _message, _refusal) = (Phase.Idle, null, null, null);
        return delivery;
    }

    /// <summary>The gap watcher hands it what was held; no delivery stands behind it.</summary>
    public void Release(Message held)
    {
        (_delivery, _suspect) = (null, true);
        Start(held);
    }

    public void Step()
    {
        switch (_phase)
        {
            case Phase.Idle when subscriber.Queue.Count > 0 && !subscriber.Consumers.Any(run => run is { IsIdle: false, _suspect: true }):
                Take();
                break;
            case Phase.Count when subscriber.Consumers.All(run => run == this || run.IsIdle):
                var attempts = subscriber.Attempts[_message!.Id] = subscriber.Attempts.GetValueOrDefault(_message.Id) + 1;
                _refusal = attempts > world.Rules.MostAttempts ? "ends-its-consumer" : null;
                _phase = Phase.Begin;
                break;
            case Phase.Begin when subscriber.Locks.Add(_message!.Stream):
                _phase = Phase.Decide;
                break;
            case Phase.Decide:
                Decide();
                break;
            case Phase.Commit:
                Commit();
                break;
            case Phase.Acknowledge:
                world.Notes?.Add($"acknowledge {_delivery?.Message}");
                (_phase, _delivery, _message) = (Phase.Idle, null, null);
                break;
        }
    }

    private void Take()
    {
        var at = world.Fault(20) ? world.Next(subscriber.Queue.Count) : 0;
        _delivery = subscriber.Queue[at];
        subscriber.Queue.RemoveAt(at);
        _suspect = SuspectRule.IsSuspect(_delivery.Returned);
        Start(_delivery.Message);
    }

    private void Start(Message message) => (_message, _refusal, _phase) = (message, null, _suspect ? Phase.Count : Phase.Begin);

    private void Decide()
    {
        var message = _message!;
        var position = subscriber.Position.GetValueOrDefault(message.Stream);
        var known = !ArrivalRule.ComesTooEarly(position, message.Sequence) && subscriber.Inbox.Contains(message.Id);
        _arrival = world.Rules.Decide(position, message.Sequence, known);
        if (_arrival == Arrival.TakeIn && _refusal is null && message.Kind == Kind.Killer)
        {
            subscriber.Crash();
        }
        else if (_arrival == Arrival.TakeIn && _refusal is null && message.Kind == Kind.Poison)
        {
            // Rolled back; a second transaction parks it.
            subscriber.Locks.Remove(message.Stream);
            (_refusal, _phase) = ("handler", Phase.Begin);
        }
        else
        {
            _phase = Phase.Commit;
        }
    }

    private void Commit()
    {
        var message = _message!;
        world.Notes?.Add($"{_arrival} {message} {_refusal}");
        if (_arrival == Arrival.Hold)
        {
            if (subscriber.HeldBack.TrueForAll(held => held.Message.Id != message.Id))
            {
                subscriber.HeldBack.Add(new Held(message, world.Now));
            }
        }
        else
        {
            subscriber.Inbox.Add(message.Id);
            subscriber.HeldBack.RemoveAll(held => held.Message.Id == message.Id);
        }

        if (_arrival == Arrival.TakeIn)
        {
            subscriber.Position[message.Stream] = message.Sequence;
        }

        if (_arrival == Arrival.Dispute || (_arrival == Arrival.TakeIn && _refusal is not null))
        {
            subscriber.Parked.Add((message, _refusal ?? "sequence-taken"));
        }
        else if (_arrival == Arrival.TakeIn)
        {
            subscriber.Effects.Add(message);
        }

        subscriber.Locks.Remove(message.Stream);
        if (_suspect)
        {
            subscriber.Attempts.Remove(message.Id);
        }

        if (_arrival != Arrival.Hold && subscriber.NextHeld(message.Stream) is { } next)
        {
            Start(next);
        }
        else
        {
            _phase = Phase.Acknowledge;
        }
    }
}
