using Cypp.Messaging.Dispatch;

namespace Cypp.Messaging.Consume;

/// <summary>
/// Hands a message to every subscribing service of this process and returns when each has committed it: a kill in
/// between is a second delivery, never a loss (MQ-14).
/// </summary>
internal sealed class InProcessTransport(IEnumerable<IConsumerPipeline> pipelines, TimeProvider clock) : IBusTransport
{
    private readonly DateTimeOffset _started = clock.GetUtcNow();

    // Writers of one SQLite file wait for each other anyway.
    public int Parallelism => 8;

    public async Task SendAsync(WireMessage message, string? onlyFor, CancellationToken cancellationToken)
    {
        var subscribers = pipelines
            .Where(pipeline => pipeline.Consumers.Takes(message.Envelope.Stream) && (onlyFor ?? pipeline.Service) == pipeline.Service)
            .ToList();
        if (subscribers.Count == 0)
        {
            throw new NotTakenException(message.Envelope.Type);
        }

        // What an ended process left unsent may have ended it.
        var suspect = message.Envelope.OccurredAt < _started;
        foreach (var pipeline in subscribers)
        {
            await pipeline.ConsumeAsync(message, suspect, cancellationToken);
        }
    }
}
