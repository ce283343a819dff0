using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Cypp.Messaging.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging.Dispatch;

/// <summary>One round of a dispatcher: at most 200 due rows.</summary>
public sealed partial class DispatchBatch<TDb>(
    IServiceScopeFactory scopes, IBusTransport transport, TimeProvider clock, ILogger<DispatchBatch<TDb>> logger) where TDb : ServiceDb
{
    private const int Size = 200;
    private const int PayloadFailuresBeforeParking = 10;
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);

    /// <returns>How many messages were sent.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Dispatcher);
        var now = clock.GetUtcNow();
        var due = await db.Outbox.AsNoTracking()
            .Where(row => row.SentAt == null && row.ParkedAt == null && row.NextAt <= now)
            .OrderBy(row => row.Id).Take(Size).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return 0;
        }

        var streams = due.Select(row => row.Stream).Distinct().ToList();
        var heads = await db.Outbox.Where(row => row.SentAt == null && streams.Contains(row.Stream))
            .GroupBy(row => row.Stream).Select(group => new { group.Key, First = group.Min(row => row.Sequence) })
            .ToDictionaryAsync(head => head.Key, head => head.First, cancellationToken);
        var sent = new ConcurrentBag<Guid>();
        var failed = new ConcurrentBag<(OutboxMessage Row, Exception Why)>();
        await Parallel.ForEachAsync(
            due.GroupBy(row => row.Stream),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            (stream, token) => SendStreamAsync(stream, heads[stream.Key], sent, failed, token));
        await MarkAsync(db, [.. sent], failed, CancellationToken.None);
        return sent.Count;
    }

    private async ValueTask SendStreamAsync(
        IEnumerable<OutboxMessage> rows, long expected, ConcurrentBag<Guid> sent,
        ConcurrentBag<(OutboxMessage Row, Exception Why)> failed, CancellationToken cancellationToken)
    {
        foreach (var row in rows.OrderBy(row => row.Sequence))
        {
            if (row.Sequence != expected++)
            {
                return;
            }

            try
            {
                await SendAsync(row, cancellationToken);
                sent.Add(row.Id);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                failed.Add((row, failure));
                return;
            }
        }
    }

    private async Task SendAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        var type = MessageCatalogue.Find(row.Type) ?? throw new JsonException("Unknown message type.");
        using var activity = MessagingTelemetry.Start($"publish {row.Type}", ActivityKind.Producer, row.TraceParent);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(SendLimit);
        await transport.SendAsync(new Delivery(row.ToEnvelope(type, activity?.Id ?? row.TraceParent), type.Read(row.Payload)), limit.Token);
        MessagingTelemetry.Sent.Add(1, new KeyValuePair<string, object?>("type", row.Type));
    }

    private async Task MarkAsync(
        TDb db, List<Guid> sent, IEnumerable<(OutboxMessage Row, Exception Why)> failed, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (sent.Count > 0)
        {
            await db.Outbox.Where(row => sent.Contains(row.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.SentAt, now), cancellationToken);
        }

        foreach (var (row, why) in failed)
        {
            // A broker or database that is away is nobody's fault and never counts; a payload that cannot be read does (MQ-2).
            var attempts = row.Attempts + (why is JsonException ? 1 : 0);
            DateTimeOffset? parkedAt = attempts >= PayloadFailuresBeforeParking ? now : null;
            var code = why.GetType().Name;
            await db.Outbox.Where(other => other.Id == row.Id).ExecuteUpdateAsync(
                set => set.SetProperty(other => other.Attempts, attempts).SetProperty(other => other.NextAt, now.AddSeconds(1))
                    .SetProperty(other => other.LastError, code).SetProperty(other => other.ParkedAt, parkedAt),
                cancellationToken);
            LogNotSent(row.Id, row.Type, code);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "MessageNotSent", Message = "Message {MessageId} of type {Type} was not sent ({Failure}); its stream waits")]
    private partial void LogNotSent(Guid messageId, string type, string failure);
}
