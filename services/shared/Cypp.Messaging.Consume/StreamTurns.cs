using System.Diagnostics;

namespace Cypp.Messaging.Consume;

/// <param name="Activity">Its span, under which it has its effect whoever takes it in.</param>
internal sealed record Arrived(WireMessage Message, Activity? Activity)
{
    public Guid Id => Message.Envelope.MessageId;

    public long Sequence => Message.Envelope.Sequence;
}

/// <summary>
/// Messages of one stream that are here at the same time do not stand in line for its lock, each with a session of the database in hand:
/// the first takes in all that came while another did.
/// </summary>
internal sealed class StreamTurns(Func<IReadOnlyList<Arrived>, CancellationToken, Task> takeIn)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Turn>> _waiting = [];

    /// <exception cref="Exception">Of the turn in which the message was: deliver it again.</exception>
    public async Task TakeInAsync(Arrived arrived, CancellationToken cancellationToken)
    {
        var (stream, own) = (arrived.Message.Envelope.Stream, new Turn(arrived));
        lock (_lock)
        {
            if (_waiting.TryGetValue(stream, out var waiting))
            {
                waiting.Add(own);
            }
            else
            {
                _waiting[stream] = [own];
                own.Begins.SetResult(true);
            }
        }

        if (!await own.Begins.Task)
        {
            return;
        }

        List<Turn> together;
        lock (_lock)
        {
            together = [.. _waiting[stream].Take(StreamRun.Most)];
            _waiting[stream].RemoveRange(0, together.Count);
        }

        try
        {
            await takeIn([.. together.Select(turn => turn.Arrived)], cancellationToken);
            together.ForEach(turn => turn.Begins.TrySetResult(false));
        }
        catch (Exception failure)
        {
            together.ForEach(turn => turn.Begins.TrySetException(failure));
            throw;
        }
        finally
        {
            Next(stream);
        }
    }

    private void Next(string stream)
    {
        lock (_lock)
        {
            if (_waiting[stream].FirstOrDefault() is { } next)
            {
                next.Begins.SetResult(true);
            }
            else
            {
                _waiting.Remove(stream);
            }
        }
    }

    private sealed record Turn(Arrived Arrived)
    {
        /// <summary>True: its turn has come, and it takes in who waits with it; false: another has taken it in.</summary>
        public TaskCompletionSource<bool> Begins { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
