using Cypp.Access.Relationships;
using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>
/// Social work ended its part. A child who was handed over and not stepped down is early help's again, and the lead is
/// told: nobody waits for a service that has gone (domain 14).
/// </summary>
internal sealed class OnReferralClosed(EarlyHelpDb db, BusinessClock clock) : IHandle<ReferralClosed>
{
    public async Task HandleAsync(ReferralClosed message, Envelope envelope, CancellationToken cancellationToken)
    {
        await EndCaseloadAsync(message.ChildId, cancellationToken);
        if (await db.WholeCases.SingleOrDefaultAsync(one => one.Members.Any(member => member.ReferralId == message.ReferralId), cancellationToken) is { } found
            && found.SocialWorkEnded(message.ChildId, message.ReferralId))
        {
            db.TellLead(found, "social-work-ended", message.ChildId, found.Id, clock.GetUtcNow());
        }
    }

    // A child has one open referral: whoever has the child on the caseload has it by this one.
    private async Task EndCaseloadAsync(Guid childId, CancellationToken cancellationToken)
    {
        var caseload = await db.Set<Relationship>()
            .Where(relationship => relationship.ChildId == childId && relationship.Kind == RelationshipKinds.Caseload && relationship.To == null)
            .ToListAsync(cancellationToken);
        caseload.ForEach(relationship => relationship.End(clock.GetUtcNow()));
    }
}
