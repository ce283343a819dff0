using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Errors;
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

    private static async Task<Results<Ok<Page>, ProblemHttpResult>> HandleAsync(
        string? status, Guid? childId, Guid? after, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock,
        CancellationToken cancellationToken)
    {
        if (!TryRead(status, out var state))
        {
            return new InvalidError("unknown-code", "The code is not on the list.", "status").ToProblem();
        }

        var referrals = await db.ReferralsKnownTo(practitioner, clock.GetUtcNow())
            .Where(one => (state == null || one.State == state) && (childId == null || one.ChildId == childId) && (after == null || one.Id > after))
            .OrderBy(one => one.Id).Take(PageSize).ToListAsync(cancellationToken);
        referrals.ForEach(one => db.Audit(practitioner, Policies.ListReferrals, "referral", one.Id, one.ChildId));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page([.. referrals.Select(ShowReferral.To)], referrals.Count == PageSize ? referrals[^1].Id : null));
    }

    // Codes as in answers: one lower-case word each. Binding an enum would take numbers and only its C# spelling.
    private static bool TryRead(string? status, out ReferralState? state)
    {
        state = status is null ? null : Enum.GetValues<ReferralState>().Cast<ReferralState?>().FirstOrDefault(
            one => string.Equals(one.ToString()!.ToLowerInvariant(), status, StringComparison.Ordinal));
        return status is null || state is not null;
    }
}
