using System.Diagnostics;
using System.Text.Json;
using Cypp.Messaging.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Messaging.Consume;

/// <summary>A service's way in: once in effect, in order, in one transaction (MQ-5).</summary>
public interface IConsumerPipeline
{
    string Service { get; }

    ConsumerList Consumers { get; }

    /// <exception cref="Exception">Only a transient failure comes out: deliver it again.</exception>
    Task ConsumeAsync(Delivery delivery, CancellationToken cancellationToken);
}

public sealed class ConsumerPipeline<TDb>(
    string service, ConsumerList consumers, IServiceScopeFactory scopes, TimeProvider clock) : IConsumerPipeline where TDb : ServiceDb
{
    public string Service => service;

    public ConsumerList Consumers => consumers;

    public async Task ConsumeAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        using var activity = MessagingTelemetry.Start(
            $"process {MessageCatalogue.Find(delivery.Envelope.Type)?.About.Name ?? "unknown"}", ActivityKind.Consumer, delivery.Envelope.TraceParent);
        activity?.SetTag("messaging.consumer.group.name", service);
        if (EnvelopeRules.Broken(delivery.Envelope) is { } broken)
        {
            await ParkAsync(delivery, broken, cancellationToken);
            return;
        }

        try
        {
            await TakeInAsync(delivery, cancellationToken);
        }
        catch (Exception failure) when (!TransientFailure.Is(failure))
        {
            await ParkAsync(delivery, (failure as MessageRejectedException)?.Code ?? failure.GetType().Name, cancellationToken);
        }

        await ReleaseHeldAsync(delivery.Envelope.Stream, cancellationToken);
    }

    /// <summary>Takes in what waited for its predecessors in a stream, as far as they have come.</summary>
    public async Task ReleaseHeldAsync(string stream, CancellationToken cancellationToken)
    {
        while (await NextHeldAsync(stream, cancellationToken) is { } next)
        {
            var envelope = JsonSerializer.Deserialize<Envelope>(next.Envelope, MessageCatalogue.Json)!;
            var delivery = new Delivery(envelope, MessageCatalogue.Find(envelope.Type)!.Read(next.Payload));
            try
            {
                await TakeInAsync(delivery, cancellationToken);
            }
            catch (Exception failure) when (!TransientFailure.Is(failure))
            {
                await ParkAsync(delivery, (failure as MessageRejectedException)?.Code ?? failure.GetType().Name, cancellationToken);
            }
        }
    }

    private async Task TakeInAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var envelope = delivery.Envelope;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Consumer);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var last = await db.LockPositionAsync(envelope.Stream, cancellationToken);
        if (envelope.Sequence > last + 1)
        {
            if (await db.TryHoldAsync(delivery, clock.GetUtcNow(), cancellationToken))
            {
                MessagingTelemetry.Held.Add(1);
            }
        }
        else if (envelope.Sequence <= last || !await db.TryClaimAsync(envelope.MessageId, clock.GetUtcNow(), cancellationToken))
        {
            MessagingTelemetry.Duplicates.Add(1);
        }
        else
        {
            await consumers.HandleAsync(scope.ServiceProvider, delivery, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await db.AdvanceAsync(envelope, cancellationToken);
            MessagingTelemetry.Handled.Add(1, new KeyValuePair<string, object?>("type", envelope.Type));
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<HeldMessage?> NextHeldAsync(string stream, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Consumer);
        return await db.Held.AsNoTracking().FirstOrDefaultAsync(
            held => held.Stream == stream
                && db.Set<StreamPosition>().Any(position => position.Stream == stream && position.Sequence == held.Sequence - 1),
            cancellationToken);
    }

    private async Task ParkAsync(Delivery delivery, string reasonCode, CancellationToken cancellationToken)
    {
        var envelope = delivery.Envelope;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Consumer);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var last = await db.LockPositionAsync(envelope.Stream, cancellationToken);
        if (await db.TryClaimAsync(envelope.MessageId, clock.GetUtcNow(), cancellationToken))
        {
            db.Parked.Add(new ParkedMessage
            {
                MessageId = envelope.MessageId,
                Type = envelope.Type,
                Stream = envelope.Stream,
                Sequence = envelope.Sequence,
                Envelope = JsonSerializer.Serialize(envelope, MessageCatalogue.Json),
                Payload = JsonSerializer.Serialize(delivery.Message, delivery.Message.GetType(), MessageCatalogue.Json),
                ReasonCode = reasonCode,
                ParkedAt = clock.GetUtcNow(),
            });
            foreach (var observer in scope.ServiceProvider.GetServices<IParkObserver>())
            {
                observer.Parked(db, envelope, reasonCode);
            }

            await db.SaveChangesAsync(cancellationToken);
            if (envelope.Sequence == last + 1)
            {
                await db.AdvanceAsync(envelope, cancellationToken);
            }

            MessagingTelemetry.Parked.Add(1, new KeyValuePair<string, object?>("code", reasonCode));
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
