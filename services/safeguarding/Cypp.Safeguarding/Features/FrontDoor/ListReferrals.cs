using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.FrontDoor;

internal static class ListReferrals
{
    private const int PageSize = 100;

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<ShowReferral.View> Items, Guid? Next);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/referrals", HandleAsync)
        .Requires(Policies.ListReferrals)
        .WithSummary("Referrals that you may know, oldest first; by status or child if named.");

    private static async Task<Ok<Page>> HandleAsync(
        ReferralState? status, Guid? childId, Guid? after, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock,
        CancellationToken cancellationToken)
    {
        var referrals = await db.ReferralsKnownTo(practitioner, clock.GetUtcNow())
            .Where(one => (status == null || one.State == status) && (childId == null || one.ChildId == childId) && (after == null || one.Id > after))
            .OrderBy(one => one.Id).Take(PageSize).ToListAsync(cancellationToken);
        referrals.ForEach(one => db.Audit(practitioner, Policies.ListReferrals, "referral", one.Id, one.ChildId));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page([.. referrals.Select(ShowReferral.To)], referrals.Count == PageSize ? referrals[^1].Id : null));
    }
}
