using Cypp.Access;
using Cypp.Access.Relationships;
using Microsoft.Extensions.Options;
using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.Index.Features;

/// <summary>The front door knows a child from the referral on.</summary>
internal sealed class OnReferralReceived(IndexDb db, IOptions<AuthorityOptions> authority) : IHandle<ReferralReceived>
{
    public Task HandleAsync(ReferralReceived message, Envelope envelope, CancellationToken cancellationToken) =>
        db.BeginAsync(
            new Involvement
            {
                Id = Guid.CreateVersion7(envelope.OccurredAt),
                ChildId = message.ChildId,
                Service = "safeguarding",
                AgencyId = authority.Value.SocialWork,
                Kind = "social-work",
                SourceId = message.ReferralId,
                Since = BusinessClock.DayOf(message.ReceivedAt),
            },
            RelationshipKinds.DutyDesk, practitionerId: null, message.ReceivedAt, cancellationToken);
}
