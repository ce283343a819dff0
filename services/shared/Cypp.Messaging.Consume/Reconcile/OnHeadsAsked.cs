using Cypp.Contracts.Messaging;

namespace Cypp.Messaging.Consume.Reconcile;

public sealed class OnHeadsAsked<TDb>(TDb db, ConsumerPipeline<TDb> pipeline, TimeProvider clock) : IHandle<HeadsAsked> where TDb : ServiceDb
{
    public Task HandleAsync(HeadsAsked message, Envelope envelope, CancellationToken cancellationToken) =>
        db.TellHeadsAsync(pipeline.Service, clock.GetUtcNow(), cancellationToken);
}
