using Cypp.Access.Relationships;
using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;

namespace Cypp.Index.Features;

/// <summary>The child is on the named social worker's caseload.</summary>
internal sealed class OnReferralAccepted(IndexDb db) : IHandle<ReferralAccepted>
{
    public Task HandleAsync(ReferralAccepted message, Envelope envelope, CancellationToken cancellationToken) =>
        db.BeginRelationshipAsync(
            new Relationship
            {
                Id = Guid.CreateVersion7(envelope.OccurredAt),
                ChildId = message.ChildId,
                AgencyId = message.SocialWorkerAgencyId,
                PractitionerId = message.SocialWorkerId,
                Kind = RelationshipKinds.Caseload,
                SourceId = message.ReferralId,
                From = message.AcceptedAt,
            },
            cancellationToken);
}
