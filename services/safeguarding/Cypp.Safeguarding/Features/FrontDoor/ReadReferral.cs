using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.FrontDoor;

internal static class ReadReferral
{
    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/referrals/{referralId:guid}", HandleAsync)
        .Requires(Policies.ReadReferral)
        .WithSummary("Read a referral with the contacts and step-ups that it joins.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ShowReferral.View>, ProblemHttpResult>> HandleAsync(
        Guid referralId, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock, HttpResponse response, CancellationToken cancellationToken)
    {
        var known = db.ReferralsKnownTo(practitioner, clock.GetUtcNow());
        if (await known.SingleOrDefaultAsync(one => one.Id == referralId, cancellationToken) is not { } found)
        {
            return new NotFoundError().ToProblem();
        }

        db.Audit(practitioner, Policies.ReadReferral, "referral", found.Id, found.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(found);
        return TypedResults.Ok(await ShowReferral.WholeAsync(found, db, cancellationToken));
    }
}
