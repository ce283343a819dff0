using Cypp.Access.Relationships;
using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.Index.Features;

/// <summary>The receiver keeps access until 30 days after the decision (security.md 2.2).</summary>
internal sealed class OnReferralDeclined(IndexDb db) : IHandle<ReferralDeclined>
{
    public Task HandleAsync(ReferralDeclined message, Envelope envelope, CancellationToken cancellationToken) =>
        db.EndAsync(
            message.ReferralId, message.ChildId, RelationshipKinds.DutyDesk, BusinessClock.DayOf(message.DeclinedAt), message.DeclinedAt.AddDays(30), cancellationToken);
}
