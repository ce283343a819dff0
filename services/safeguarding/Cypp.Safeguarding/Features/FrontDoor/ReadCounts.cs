using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>Live counts of the caller's own social work agency, for those who do the work; never published.</summary>
internal static class ReadCounts
{
    public sealed record Response(
        int Received, int Acknowledged, int DecisionOverdue, int Accepted, int ContactsWaitingForAMatch, int ProtectionPlans, int ChildInNeedPlans);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/counts", HandleAsync)
        .Requires(Policies.ReadCounts)
        .WithSummary("Live counts of your front door and teams.");

    private static async Task<Ok<Response>> HandleAsync(CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        var (agencyId, today) = (practitioner.AgencyId, clock.Today);
        var own = db.Referrals.Where(one => one.AgencyId == agencyId);
        var plans = db.Set<Plan>().Where(plan => plan.EndedOn == null && own.Any(one => one.Id == plan.ReferralId));
        var counts = new Response(
            await own.CountAsync(one => one.State == ReferralState.Received, cancellationToken),
            await own.CountAsync(one => one.State == ReferralState.Acknowledged, cancellationToken),
            await own.CountAsync(one => (one.State == ReferralState.Received || one.State == ReferralState.Acknowledged) && one.DecisionDueOn < today, cancellationToken),
            await own.CountAsync(one => one.State == ReferralState.Accepted, cancellationToken),
            await db.Contacts.CountAsync(one => one.AgencyId == agencyId && one.ChildId == null, cancellationToken),
            await plans.CountAsync(plan => plan.Type == PlanTypes.ChildProtection, cancellationToken),
            await plans.CountAsync(plan => plan.Type == PlanTypes.ChildInNeed, cancellationToken));
        db.Audit(practitioner, Policies.ReadCounts, "counts", agencyId, null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(counts);
    }
}
