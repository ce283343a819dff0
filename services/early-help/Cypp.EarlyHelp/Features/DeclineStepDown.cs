using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.EarlyHelp;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

internal static class DeclineStepDown
{
    /// <param name="ReasonCode">risk-remains, family-declined, no-capacity or other.</param>
    public sealed record Request([property: Required] string ReasonCode);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/step-downs/{stepDownId:guid}/decline", HandleAsync)
        .Requires(Policies.DeclineStepDown)
        .WithSummary("Say why early help cannot take a child back; social work keeps the child.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<StepDownAccess.View>, ProblemHttpResult>> HandleAsync(Guid stepDownId, Request request, [AsParameters] CaseEdit edit)
    {
        var (db, by) = (edit.Db, edit.Practitioner);
        if (await db.StepDownsKnownTo(by).SingleOrDefaultAsync(one => one.Id == stepDownId, edit.CancellationToken) is not { } stepDown)
        {
            return new NotFoundError().ToProblem();
        }

        if ((edit.IfMatch.Fails(stepDown) ?? stepDown.Decline(request.ReasonCode)) is { } error)
        {
            return error.ToProblem();
        }

        await db.PublishAboutChildAsync(
            new StepDownDeclined(stepDown.Id, stepDown.ChildId, request.ReasonCode, edit.Clock.GetUtcNow()), stepDown.ChildId, by.AgencyId, edit.CancellationToken);
        db.Audit(by, Policies.DeclineStepDown, "step-down", stepDown.Id, stepDown.ChildId, reason: request.ReasonCode);
        await db.SaveChangesAsync(edit.CancellationToken);
        edit.Response.SetETag(stepDown);
        return TypedResults.Ok(StepDownAccess.Show(stepDown));
    }
}
