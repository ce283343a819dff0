using Cypp.Access.Relationships;
using Cypp.Contracts.Index;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.Access.Overrides;

public sealed class OnAccessOverridden<TDb>(TDb db) : IHandle<AccessOverridden> where TDb : ServiceDb
{
    public Task HandleAsync(AccessOverridden message, Envelope envelope, CancellationToken cancellationToken)
    {
        db.Take(message);
        return Task.CompletedTask;
    }
}

public static class OverrideStore
{
    /// <summary>Lets the person look at the child until the hour is over; the index itself in the transaction of the override.</summary>
    public static void Take(this ServiceDb db, AccessOverridden told)
    {
        var relationship = new Relationship
        {
            Id = Guid.CreateVersion7(),
            ChildId = told.ChildId,
            AgencyId = told.AgencyId,
            PractitionerId = told.PractitionerId,
            Kind = RelationshipKinds.Override,
            SourceId = told.OverrideId,
            From = told.From,
        };
        relationship.End(told.Until);
        db.Add(relationship);
    }
}
