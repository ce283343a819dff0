using System.Collections.Concurrent;
using System.Diagnostics;
using Cypp.Messaging.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging.Dispatch;

/// <summary>One round of a dispatcher: at most 200 due rows of its slots.</summary>
public sealed partial class DispatchBatch<TDb>(
    IServiceScopeFactory scopes, IBusTransport transport, TimeProvider clock, ILogger<DispatchBatch<TDb>> logger) where TDb : ServiceDb
{
    private const int Size = 200;
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);

    /// <returns>Whether more may be due; a broker that is away ends the round.</returns>
    public async Task<bool> SendDueAsync(IReadOnlyList<short> slots, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Dispatcher);
        var now = clock.GetUtcNow();
        var due = await db.Outbox.AsNoTracking()
            .Where(row => row.SentAt == null && row.ParkedAt == null && slots.Contains(row.Slot)).Where(StreamTurn.IsDue(now))
            .InTurn().Take(Size).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return false;
        }

        var streams = due.Select(row => row.Stream).Distinct().ToList();
        var first = await db.Outbox.Where(row => row.SentAt == null && streams.Contains(row.Stream))
            .GroupBy(row => row.Stream).Select(group => new { group.Key, First = group.Min(row => row.Sequence) })
            .ToDictionaryAsync(head => head.Key, head => head.First, cancellationToken);
        using var round = new Round(await EarlierAsync(db, due, cancellationToken), cancellationToken);
        await Parallel.ForEachAsync(
            due.GroupBy(row => row.Stream),
            // A service that stops ends the round by its messages, so that what was confirmed is still marked.
            new ParallelOptions { MaxDegreeOfParallelism = transport.Parallelism },
            (stream, _) => SendStreamAsync(stream, first.GetValueOrDefault(stream.Key), round));
        await MarkAsync(db, round, CancellationToken.None);
        return !round.IsOver && (!round.Sent.IsEmpty || due.Count == Size);
    }

    private async ValueTask SendStreamAsync(IGrouping<string, OutboxMessage> due, long first, Round round)
    {
        var sendable = StreamTurn.Sendable(due, row => row.Sequence, first).ToList();
        if (sendable.Count == 0)
        {
            round.Waiting.Add(due.Key);
        }

        foreach (var row in sendable)
        {
            if (round.IsOver)
            {
                return;
            }

            try
            {
                await SendAsync(row, round);
                round.Sent.Add(row);
            }
            catch (Exception failure)
            {
                round.Fail(row, failure);
                return;
            }
        }
    }

    /// <summary>Traces of the first message of each stream and of the one before each that is due: a stream is of one child, and days may lie between them.</summary>
    private static async Task<Dictionary<(string Stream, long Sequence), string?>> EarlierAsync(TDb db, List<OutboxMessage> due, CancellationToken cancellationToken)
    {
        var later = due.Where(row => row.Sequence > 1 && row.TraceParent != null).ToList();
        if (later.Count == 0)
        {
            return [];
        }

        var streams = later.Select(row => row.Stream).Distinct().ToList();
        var sequences = later.Select(row => row.Sequence - 1).Append(1).Distinct().ToList();
        return await db.Outbox.Where(row => streams.Contains(row.Stream) && sequences.Contains(row.Sequence) && row.TraceParent != null)
            .Select(row => new { row.Stream, row.Sequence, row.TraceParent })
            .ToDictionaryAsync(row => (row.Stream, row.Sequence), row => row.TraceParent, cancellationToken);
    }

    private async Task SendAsync(OutboxMessage row, Round round)
    {
        var type = MessageCatalogue.Find(row.Type) ?? throw new UnsendableException("unknown-type");
        using var activity = MessagingTelemetry.Start($"publish {row.Type}", ActivityKind.Producer, row.TraceParent);
        foreach (var earlier in new[] { row.Sequence - 1, 1 }.Distinct())
        {
            activity.Follow(round.Earlier.GetValueOrDefault((row.Stream, earlier)));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(round.Token);
        limit.CancelAfter(SendLimit);
        await transport.SendAsync(new(row.ToEnvelope(type, activity?.Id ?? row.TraceParent), row.Payload), row.OnlyFor, limit.Token);
        MessagingTelemetry.Sent.Add(1, new KeyValuePair<string, object?>("type", row.Type));
    }

    private async Task MarkAsync(TDb db, Round round, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var group in round.Sent.GroupBy(row => row.OnlyFor))
        {
            // What another has asked for meanwhile is sent once more, to all.
            var (sent, onlyFor) = (group.Select(row => row.Id).ToList(), group.Key);
            await db.Outbox.Where(row => sent.Contains(row.Id) && row.OnlyFor == onlyFor)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.SentAt, now), cancellationToken);
        }

        foreach (var (row, failure) in round.Failed)
        {
            var (attempts, nextAt, parkedAt) = StreamTurn.After(failure, row.Attempts, now);
            var code = failure.GetType().Name;
            await db.Outbox.Where(other => other.Id == row.Id).ExecuteUpdateAsync(
                set => set.SetProperty(other => other.Attempts, attempts).SetProperty(other => other.LastError, code)
                    .SetProperty(other => other.ParkedAt, parkedAt),
                cancellationToken);
            await DeferAsync(row.Stream, nextAt);
            LogNotSent(row.Id, row.Type, code);
        }

        foreach (var stream in round.Waiting)
        {
            await DeferAsync(stream, now.AddSeconds(1));
        }

        // Whatever waits behind is not looked at in the meantime: a thousand such rows would else fill every round.
        Task DeferAsync(string stream, DateTimeOffset until) => db.Outbox
            .Where(row => row.Stream == stream && row.SentAt == null).Where(StreamTurn.IsDue(until))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAt, until), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "MessageNotSent", Message = "Message {MessageId} of type {Type} was not sent ({Failure}); its stream waits")]
    private partial void LogNotSent(Guid messageId, string type, string failure);

    /// <summary>What became of the round's messages.</summary>
    private sealed class Round(Dictionary<(string Stream, long Sequence), string?> earlier, CancellationToken stopping) : IDisposable
    {
        private readonly CancellationTokenSource _ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);

        public IReadOnlyDictionary<(string Stream, long Sequence), string?> Earlier => earlier;
        public ConcurrentBag<OutboxMessage> Sent { get; } = [];
        public ConcurrentBag<(OutboxMessage Row, Exception Why)> Failed { get; } = [];
        public ConcurrentBag<string> Waiting { get; } = [];
        public CancellationToken Token => _ending.Token;
        public bool IsOver => _ending.IsCancellationRequested;

        public void Fail(OutboxMessage row, Exception failure)
        {
            if (IsOver)
            {
                // Another stream has found the broker away already, or the service stops.
                return;
            }

            Failed.Add((row, failure));
            if (failure is not (NotTakenException or UnsendableException))
            {
                _ending.Cancel();
            }
        }

        public void Dispose() => _ending.Dispose();
    }
}
