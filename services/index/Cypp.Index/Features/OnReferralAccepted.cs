using Cypp.Access.Relationships;
using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>The child is on the named social worker's caseload, and no longer on that of whoever had it before.</summary>
internal sealed class OnReferralAccepted(IndexDb db) : IHandle<ReferralAccepted>
{
    public async Task HandleAsync(ReferralAccepted message, Envelope envelope, CancellationToken cancellationToken)
    {
        var before = await db.Set<Relationship>().Where(row => row.SourceId == message.ReferralId && row.Kind == RelationshipKinds.Caseload && row.To == null
            && row.PractitionerId != message.SocialWorkerId).ToListAsync(cancellationToken);
        before.ForEach(caseload => caseload.End(message.AcceptedAt));
        await db.HeardFromAsync("safeguarding", cancellationToken);
        await db.BeginRelationshipAsync(
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
}
