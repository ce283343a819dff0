using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Sharing;
using Cypp.Contracts.Index;
using Cypp.Index.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>The second of two people (AZ-5): from now on every service decides by it.</summary>
internal static class ApproveSharingAgreement
{
    public sealed record Request;

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/sharing-agreements/{agreementId:guid}/approval", HandleAsync)
        .Requires(Policies.ApproveSharingAgreement)
        .WithSummary("Approve, as a second person, what an organisation shares.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid agreementId, Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        // Two approvals at once: one version of an organisation is in force.
        await db.LockAsync("sharing-agreements", cancellationToken);
        if (await db.Agreements.SingleOrDefaultAsync(row => row.Id == agreementId && row.AgencyId == practitioner.AgencyId, cancellationToken) is not { } agreement)
        {
            return new NotFoundError().ToProblem();
        }

        var inForce = await db.AgreementsInForce.SingleOrDefaultAsync(row => row.OrgId == agreement.OrgId && row.Id != agreementId, cancellationToken);
        if (agreement.Approve(practitioner.PractitionerId, inForce, clock.GetUtcNow()) is { } error)
        {
            return error.ToProblem();
        }

        if (agreement.SourceAgencyId is { } source)
        {
            var changed = new SharingAgreementChanged(source, agreement.Policy.Rules);
            await db.TakeAsync(changed, cancellationToken);
            db.Publish(changed, key: source, practitioner.AgencyId);
        }

        db.Audit(practitioner, Policies.ApproveSharingAgreement, "sharing-agreement", agreement.Id, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
