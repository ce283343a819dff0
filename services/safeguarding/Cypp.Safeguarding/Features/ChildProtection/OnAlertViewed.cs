using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Contracts.Health;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cypp.Safeguarding.Features.ChildProtection;

/// <summary>
/// Unscheduled care looked a child with a plan up: the allocated social worker is told in office hours, at all other
/// times and for a child without one the out-of-hours team (CP-IS access-to-service notification).
/// </summary>
internal sealed class OnAlertViewed(SafeguardingDb db, BusinessClock clock, IOptions<AuthorityOptions> authority) : IHandle<AlertViewed>
{
    public async Task HandleAsync(AlertViewed message, Envelope envelope, CancellationToken cancellationToken)
    {
        if (!await db.Set<Plan>().AnyAsync(plan => plan.Id == message.PlanId && plan.ChildId == message.ChildId, cancellationToken))
        {
            throw new MessageRejectedException("plan-unknown");
        }

        var now = clock.GetUtcNow();
        var referral = await db.Referrals.SingleOrDefaultAsync(
            one => one.ChildId == message.ChildId && one.State == ReferralState.Accepted, cancellationToken);
        if (referral is not null && OfficeHours.Cover(message.ViewedAt))
        {
            db.TellSocialWorker(referral, "alert-viewed", message.ViewId, now);
            return;
        }

        db.Tell(referral?.AgencyId ?? authority.Value.SocialWork, Roles.OutOfHours, "alert-viewed", message.ViewId, message.ChildId, now);
    }
}
