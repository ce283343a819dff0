using Cypp.Contracts.Index;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>Keeps what safeguarding needs of the index's record; no identifier.</summary>
internal sealed class OnChildRecordChanged(SafeguardingDb db) : IHandle<ChildRecordChanged>
{
    public async Task HandleAsync(ChildRecordChanged message, Envelope envelope, CancellationToken cancellationToken)
    {
        var child = await db.LockChildAsync(message.ChildId, cancellationToken);
        child.TakeRecord(
            message.FamilyId, message.BirthDate, message.ExpectedBirthDate, message.ResidenceCluster, message.LocationHidden, message.OccurredAt);
    }
}
