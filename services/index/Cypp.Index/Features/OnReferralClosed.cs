using Cypp.Access.Relationships;
using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.Index.Features;

/// <summary>Social work's episode ended; what it may know ends at the end of that day.</summary>
internal sealed class OnReferralClosed(IndexDb db) : IHandle<ReferralClosed>
{
    public async Task HandleAsync(ReferralClosed message, Envelope envelope, CancellationToken cancellationToken)
    {
        var end = BusinessClock.MomentOf(message.ClosedOn.AddDays(1), TimeOnly.MinValue);
        await db.EndAsync(message.ReferralId, message.ChildId, RelationshipKinds.DutyDesk, message.ClosedOn, end, cancellationToken);
        await db.EndRelationshipsAsync(message.ReferralId, RelationshipKinds.Caseload, end, cancellationToken);
    }
}
