using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

internal static class InviteAdult
{
    public sealed record Request(Guid AdultId, [property: Required, StringLength(100, MinimumLength = 1)] string Occasion, DateOnly On);

    public sealed record Response(Guid InvitationId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/cases/{caseId:guid}/invitations", HandleAsync)
        .Requires(Policies.InviteAdult)
        .WithSummary("Invite an adult of the family, unless the adult must not be told.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid caseId, Request request, CurrentPractitioner practitioner, EarlyHelpDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.FindLedCaseAsync(caseId, practitioner, now, cancellationToken) is not { } found)
        {
            return new NotFoundError().ToProblem();
        }

        if (!found.IsOpen || request.On < clock.Today)
        {
            return (found.IsOpen ? CaseErrors.DateInPast with { Field = "on" } : CaseErrors.CaseClosed).ToProblem();
        }

        var children = found.Members.Select(member => member.ChildId).ToList();
        var known = await db.KnownAdults.Where(adult => adult.AdultId == request.AdultId && children.Contains(adult.ChildId)).ToListAsync(cancellationToken);
        if (known.Count == 0 || known.Any(adult => adult.NotToBeTold))
        {
            return (known.Count == 0 ? CaseErrors.AdultNotInFamily : CaseErrors.AdultNotToBeTold).ToProblem();
        }

        var invitation = new Invitation { Id = Guid.CreateVersion7(now), CaseId = caseId, AdultId = request.AdultId, Occasion = request.Occasion, On = request.On };
        db.Invitations.Add(invitation);
        children.ForEach(child => db.Audit(practitioner, Policies.InviteAdult, "invitation", invitation.Id, child));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/early-help/v1/cases/{caseId}", new Response(invitation.Id));
    }
}
