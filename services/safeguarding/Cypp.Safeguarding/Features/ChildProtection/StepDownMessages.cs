using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class StepDownMessages
{
    /// <exception cref="MessageRejectedException">Nobody here proposed it for this child: a person looks.</exception>
    public static async Task<(StepDown StepDown, Referral Referral)> FindAsync(
        SafeguardingDb db, Guid stepDownId, Guid childId, CancellationToken cancellationToken)
    {
        var stepDown = await db.Set<StepDown>().SingleOrDefaultAsync(one => one.Id == stepDownId && one.ChildId == childId, cancellationToken)
            ?? throw new MessageRejectedException("step-down-unknown");
        return (stepDown, await db.Referrals.SingleAsync(one => one.Id == stepDown.ReferralId, cancellationToken));
    }
}
