using System.Diagnostics;
using System.Text.Json;
using System.Threading.RateLimiting;
using Cypp.Contracts.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Messaging.Consume;

/// <summary>A service's way in: once in effect, in order, in one transaction (MQ-5).</summary>
public interface IConsumerPipeline
{
    string Service { get; }

    ConsumerList Consumers { get; }

    /// <param name="suspect">The process ended more than once while it was out: it is tried alone, and seldom (MQ-8).</param>
    /// <exception cref="Exception">Only a transient failure comes out: deliver it again.</exception>
    Task ConsumeAsync(WireMessage message, bool suspect, CancellationToken cancellationToken);
}

public sealed class ConsumerPipeline<TDb> : IConsumerPipeline, IDisposable where TDb : ServiceDb
{
    private const int SideBySide = 8;

    // A suspect takes every place: were it to end the process, no other message would be blamed.
    private readonly ConcurrencyLimiter _places = new(new() { PermitLimit = SideBySide, QueueLimit = int.MaxValue });

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly StreamTurns _turns;
    private readonly StreamRun<TDb> _run;

    public ConsumerPipeline(string service, ConsumerList consumers, IServiceScopeFactory scopes, TimeProvider clock)
    {
        (Service, Consumers, _scopes, _clock) = (service, consumers, scopes, clock);
        (_turns, _run) = (new(TakeInAsync), new(consumers, scopes));
    }

    public string Service { get; }

    public ConsumerList Consumers { get; }

    public async Task ConsumeAsync(WireMessage message, bool suspect, CancellationToken cancellationToken)
    {
        var envelope = message.Envelope;
        using var activity = MessagingTelemetry.Start(
            $"process {MessageCatalogue.Find(envelope.Type)?.About.Name ?? "unknown"}", ActivityKind.Consumer, envelope.TraceParent);
        activity?.SetTag("messaging.consumer.group.name", Service);
        if (EnvelopeRules.WithoutPlace(envelope) is { } reason)
        {
            await ParkAsync(message, reason, cancellationToken);
            return;
        }

        await (suspect ? FollowAsync(message, suspect, cancellationToken) : _turns.TakeInAsync(new(message, activity), cancellationToken));
    }

    /// <summary>Takes in what waited for its predecessors in a stream, as far as they have come. Any of it may be why they waited.</summary>
    public async Task ReleaseHeldAsync(string stream, CancellationToken cancellationToken)
    {
        WireMessage? next;
        await using (var scope = _scopes.CreateAsyncScope())
        {
            next = await scope.DatabaseFor<TDb>(RowContext.Consumer).NextHeldAsync(stream, cancellationToken);
        }

        await FollowAsync(next, suspect: true, cancellationToken);
    }

    public void Dispose() => _places.Dispose();

    private Task TakeInAsync(IReadOnlyList<Arrived> arrived, CancellationToken cancellationToken) =>
        arrived is [var only] ? FollowAsync(only.Message, suspect: false, cancellationToken) : TogetherAsync(arrived, cancellationToken);

    /// <summary>What cannot be taken in together is taken in one by one.</summary>
    private async Task TogetherAsync(IReadOnlyList<Arrived> arrived, CancellationToken cancellationToken)
    {
        IReadOnlyList<WireMessage> left;
        using (await _places.AcquireAsync(1, cancellationToken))
        {
            try
            {
                left = await _run.TakeInAsync(arrived, cancellationToken);
            }
            catch (Exception)
            {
                // One by one it shows whose failure it is.
                left = [.. arrived.OrderBy(one => one.Sequence).Select(one => one.Message)];
            }
        }

        foreach (var message in left)
        {
            await FollowAsync(message, suspect: false, cancellationToken);
        }
    }

    /// <summary>One message, and whatever waited for it.</summary>
    private async Task FollowAsync(WireMessage? next, bool suspect, CancellationToken cancellationToken)
    {
        while (next is not null)
        {
            using (await _places.AcquireAsync(suspect ? SideBySide : 1, cancellationToken))
            {
                next = suspect ? await TryAsync(next, cancellationToken) : await StepAsync(next, cancellationToken);
            }

            if (next is not null && !suspect)
            {
                await TogetherAsync([new(next, Activity.Current)], cancellationToken);
                return;
            }
        }
    }

    /// <summary>
    /// Writes down that it is tried before it is: a message that ends the process is found by what it left there. Whatever else becomes
    /// of it, a database that is away among it, it did not.
    /// </summary>
    private async Task<WireMessage?> TryAsync(WireMessage message, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Consumer);
        var attempts = await db.CountAttemptAsync(message.Envelope.MessageId, cancellationToken);
        try
        {
            return attempts > SuspectRule.MostAttempts
                ? await InTurnAsync(message, SuspectRule.Reason, cancellationToken)
                : await StepAsync(message, cancellationToken);
        }
        finally
        {
            await db.ForgetAttemptsAsync(message.Envelope.MessageId, CancellationToken.None);
        }
    }

    /// <returns>The message that waited for this one.</returns>
    private async Task<WireMessage?> StepAsync(WireMessage message, CancellationToken cancellationToken)
    {
        if (EnvelopeRules.Broken(message.Envelope) is { } broken)
        {
            return await InTurnAsync(message, broken, cancellationToken);
        }

        try
        {
            return await InTurnAsync(message, null, cancellationToken);
        }
        catch (Exception failure) when (!TransientFailure.Is(failure))
        {
            return await InTurnAsync(message, ReasonOf(failure), cancellationToken);
        }
    }

    /// <param name="refusal">Why it is parked when its turn comes; null: it has its effect.</param>
    private async Task<WireMessage?> InTurnAsync(WireMessage message, string? refusal, CancellationToken cancellationToken)
    {
        var envelope = message.Envelope;
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Consumer);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (position, known, held, somethingIsParked) = await db.LockPositionAsync(envelope.Stream, envelope.MessageId, cancellationToken);
        var arrival = ArrivalRule.Decide(position, envelope.Sequence, known);
        switch (arrival)
        {
            case Arrival.Hold when held:
                return null;
            case Arrival.Hold:
                await db.HoldAsync(message, _clock.GetUtcNow(), cancellationToken);
                MessagingTelemetry.Held.Add(1);
                break;
            case Arrival.Drop when !held:
                MessagingTelemetry.Duplicates.Add(1);
                // Nothing changes, so nothing is committed: of what is sent again much is known.
                return await db.NextHeldAsync(envelope.Stream, cancellationToken);
            case Arrival.Drop:
            case Arrival.Dispute when message.IsVoid:
                MessagingTelemetry.Duplicates.Add(1);
                break;
            case Arrival.Dispute:
                // Its owner was put back to an older state, and must not count through numbers that were used.
                db.Publish(new PositionAhead(envelope.Stream, position, Service), Guid.CreateVersion7(_clock.GetUtcNow()), PlatformAgency.Id);
                await ParkAsync(scope.ServiceProvider, db, message, "sequence-taken", cancellationToken);
                break;
            case Arrival.TakeIn when refusal is not null:
                await ParkAsync(scope.ServiceProvider, db, message, refusal, cancellationToken);
                break;
            case Arrival.TakeIn:
                await Consumers.HandleAsync(scope.ServiceProvider, message.Read(), cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                if (somethingIsParked)
                {
                    await db.OvertakeAsync(envelope, _clock.GetUtcNow(), cancellationToken);
                }

                MessagingTelemetry.Handled.Add(1, new KeyValuePair<string, object?>("type", envelope.Type));
                break;
        }

        var next = arrival == Arrival.Hold ? null
            : await db.SettleAsync(envelope, known, arrival == Arrival.TakeIn ? envelope.Sequence : position, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next;
    }

    private async Task ParkAsync(WireMessage message, string reason, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Consumer);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.TryClaimAsync(message.Envelope.MessageId, cancellationToken))
        {
            await ParkAsync(scope.ServiceProvider, db, message, reason, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private Task ParkAsync(IServiceProvider scope, TDb db, WireMessage message, string reason, CancellationToken cancellationToken) =>
        db.ParkAsync(message, reason, _clock.GetUtcNow(), scope.GetServices<IParkObserver>(), cancellationToken);

    internal static string ReasonOf(Exception failure) => failure switch
    {
        MessageRejectedException rejected => rejected.Code,
        JsonException => "body-unreadable",
        _ => failure.GetType().Name,
    };
}
