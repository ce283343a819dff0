using Cypp.Contracts.Index;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.Learning.Features;

/// <summary>Of the index's record, learning keeps the birth date and whether the family's location is hidden.</summary>
internal sealed class OnChildRecordChanged(LearningDb db) : IHandle<ChildRecordChanged>
{
    public async Task HandleAsync(ChildRecordChanged message, Envelope envelope, CancellationToken cancellationToken)
    {
        var facts = await db.Children.FindAsync([message.ChildId], cancellationToken)
            ?? db.Children.Add(new ChildFacts { ChildId = message.ChildId }).Entity;
        facts.Apply(message.BirthDate, message.LocationHidden, message.OccurredAt);
    }
}
