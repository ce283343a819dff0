using Cypp.Contracts.Index;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.EarlyHelp.Features;

/// <summary>The index tells a child's family, cluster of residence, and whether the location is hidden.</summary>
internal sealed class OnChildRecordChanged(EarlyHelpDb db) : IHandle<ChildRecordChanged>
{
    public async Task HandleAsync(ChildRecordChanged message, Envelope envelope, CancellationToken cancellationToken)
    {
        var known = await db.KnownChildren.FindAsync([message.ChildId], cancellationToken)
            ?? db.KnownChildren.Add(new KnownChild { ChildId = message.ChildId }).Entity;
        known.Take(message.FamilyId, message.ResidenceCluster, message.LocationHidden, message.OccurredAt);
    }
}
