using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.EarlyHelp;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>Whoever accepts becomes the lead, and the same case is open again for the child.</summary>
internal static class AcceptStepDown
{
    public sealed record Request;

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/step-downs/{stepDownId:guid}/acceptance", HandleAsync)
        .Requires(Policies.AcceptStepDown)
        .WithSummary("Take a child back into early help, under your lead.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<StepDownAccess.View>, ProblemHttpResult>> HandleAsync(Guid stepDownId, Request request, [AsParameters] CaseEdit edit)
    {
        var (db, by, now) = (edit.Db, edit.Practitioner, edit.Clock.GetUtcNow());
        if (await db.StepDownsKnownTo(by).SingleOrDefaultAsync(one => one.Id == stepDownId, edit.CancellationToken) is not { } stepDown)
        {
            return new NotFoundError().ToProblem();
        }

        var former = await CaseForAsync(db, stepDown, by.AgencyId, edit.CancellationToken);
        if (former is not null)
        {
            await db.LockFamilyAsync(former.FamilyId, edit.CancellationToken);
        }

        if ((edit.IfMatch.Fails(stepDown) ?? (former is null ? CaseErrors.NoCaseToReopen : stepDown.Accept(former))
            ?? (await db.HasOpenCaseAsync(former!.FamilyId, former.Id, edit.CancellationToken) ? CaseErrors.FamilyHasOpenCase : null)) is { } error)
        {
            return error.ToProblem();
        }

        former!.TakeBack(stepDown.ChildId, by.AgencyId, by.PractitionerId);
        await db.BeginTeamAsync(former, by.AgencyId, practitionerId: null, now, edit.CancellationToken);
        foreach (var member in former.Team)
        {
            await db.BeginTeamAsync(former, member.AgencyId, member.PractitionerId, now, edit.CancellationToken);
        }

        await db.PublishAboutChildAsync(
            new StepDownAccepted(stepDown.Id, former.Id, stepDown.ChildId, by.AgencyId, by.PractitionerId, now), stepDown.ChildId, by.AgencyId, edit.CancellationToken);
        db.Audit(by, Policies.AcceptStepDown, "step-down", stepDown.Id, stepDown.ChildId);
        await db.SaveChangesAsync(edit.CancellationToken);
        edit.Response.SetETag(stepDown);
        return TypedResults.Ok(StepDownAccess.Show(stepDown));
    }

    /// <summary>The case that the child left; a child who never had early help needs one that was opened with the family first.</summary>
    private static async Task<EarlyHelpCase?> CaseForAsync(EarlyHelpDb db, StepDown stepDown, Guid agencyId, CancellationToken cancellationToken) =>
        stepDown.CaseId is { } caseId
            ? await db.WholeCases.SingleAsync(one => one.Id == caseId, cancellationToken)
            : await db.FindOpenCaseOfAsync(stepDown.ChildId, cancellationToken) is { } opened && opened.LeadAgencyId == agencyId ? opened : null;
}
