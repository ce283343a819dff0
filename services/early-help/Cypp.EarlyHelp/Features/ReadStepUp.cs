using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Relationships;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>The rationale never travels: whoever decides the step-up at social work opens it here.</summary>
internal static class ReadStepUp
{
    public sealed record Response(
        Guid StepUpId, Guid ChildId, Guid SteppedUpByAgencyId, Guid SteppedUpByPractitionerId, DateTimeOffset SteppedUpAt,
        string ConcernCategory, string Urgency, string DisclosureBasis, string Rationale);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/step-ups/{stepUpId:guid}", HandleAsync)
        .Requires(Policies.ReadStepUp)
        .WithSummary("Read why a child was stepped up: for the lead agency and for social work that decides or took the child on.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid stepUpId, CurrentPractitioner practitioner, EarlyHelpDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        if (await Known(db, practitioner, clock.GetUtcNow()).SingleOrDefaultAsync(one => one.Id == stepUpId, cancellationToken) is not { } found)
        {
            return new NotFoundError().ToProblem();
        }

        db.Audit(practitioner, Policies.ReadStepUp, "step-up", found.Id, found.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            found.Id, found.ChildId, found.AgencyId, found.PractitionerId, found.SteppedUpAt, found.ConcernCategory, found.Urgency, found.DisclosureBasis, found.Rationale));
    }

    private static IQueryable<StepUp> Known(EarlyHelpDb db, CurrentPractitioner practitioner, DateTimeOffset now)
    {
        var agencyId = practitioner.AgencyId;
        var asked = db.SourcesKnownTo(practitioner, now, RelationshipKinds.Referral, RelationshipKinds.Caseload);
        return db.StepUps.Where(one => asked.Contains(one.Id) || db.Cases.Any(led => led.Id == one.CaseId && led.LeadAgencyId == agencyId));
    }
}
