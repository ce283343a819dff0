using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Relationships;
using Cypp.Contracts.EarlyHelp;
using Cypp.EarlyHelp.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cypp.EarlyHelp.Features;

internal static class StepUpCase
{
    /// <param name="Rationale">Stays here; social work that decides, or took the child on, reads it at <c>/step-ups</c>.</param>
    public sealed record Request(
        [property: Required, MinLength(1)] IReadOnlyList<Child> Children, [property: Required] string DisclosureBasis,
        [property: Required, StringLength(10000, MinimumLength = 1)] string Rationale);

    public sealed record Child(Guid ChildId, [property: Required] string ConcernCategory, [property: Required] string Urgency);

    public sealed record Response(IReadOnlyList<SteppedUp> StepUps);

    public sealed record SteppedUp(Guid StepUpId, Guid ChildId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/cases/{caseId:guid}/step-ups", HandleAsync)
        .Requires(Policies.StepUpCase)
        .WithSummary("Ask social work to take the named children on; the others stay.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Accepted<Response>, ProblemHttpResult>> HandleAsync(
        Guid caseId, Request request, [AsParameters] CaseEdit edit, IOptions<AuthorityOptions> authority)
    {
        var now = edit.Clock.GetUtcNow();
        if (await edit.Db.FindLedCaseAsync(caseId, edit.Practitioner, now, edit.CancellationToken) is not { } found)
        {
            return new NotFoundError().ToProblem();
        }

        var steppedUp = request.Children.Select(child => (child, id: Guid.CreateVersion7(now))).ToList();
        if ((edit.IfMatch.Fails(found) ?? UnknownCode(request) ?? found.StepUp([.. steppedUp.Select(one => (one.child.ChildId, one.id))], now)) is { } error)
        {
            return error.ToProblem();
        }

        foreach (var (child, id) in steppedUp)
        {
            edit.Db.StepUps.Add(new StepUp
            {
                Id = id,
                CaseId = found.Id,
                ChildId = child.ChildId,
                AgencyId = edit.Practitioner.AgencyId,
                PractitionerId = edit.Practitioner.PractitionerId,
                ConcernCategory = child.ConcernCategory,
                Urgency = child.Urgency,
                DisclosureBasis = request.DisclosureBasis,
                Rationale = request.Rationale,
                SteppedUpAt = now,
                SentBySystemAt = edit.System.GetUtcNow(),
            });
            await edit.Db.BeginAsync(
                RelationshipKinds.Referral, found.LeadAgencyId, id, child.ChildId, authority.Value.SocialWork, practitionerId: null, now, edit.CancellationToken);
            await edit.Db.PublishAboutChildAsync(
                new CaseSteppedUp(
                    id, found.Id, child.ChildId, edit.Practitioner.AgencyId, edit.Practitioner.PractitionerId,
                    child.ConcernCategory, child.Urgency, request.DisclosureBasis, now),
                child.ChildId, edit.Practitioner.AgencyId, edit.CancellationToken);
            edit.Db.Audit(edit.Practitioner, Policies.StepUpCase, "step-up", id, child.ChildId, detail: request.DisclosureBasis);
        }

        await edit.Db.SaveChangesAsync(edit.CancellationToken);
        edit.Response.SetETag(found);
        return TypedResults.Accepted($"/early-help/v1/cases/{found.Id}", new Response([.. steppedUp.Select(one => new SteppedUp(one.id, one.child.ChildId))]));
    }

    private static Error? UnknownCode(Request request) =>
        !Codes.DisclosureBases.Contains(request.DisclosureBasis) ? CaseErrors.CodeUnknown with { Field = "disclosureBasis" }
        : request.Children.Any(child => !Codes.Concerns.Contains(child.ConcernCategory)) ? CaseErrors.CodeUnknown with { Field = "children.concernCategory" }
        : request.Children.Any(child => !Codes.Urgencies.Contains(child.Urgency)) ? CaseErrors.CodeUnknown with { Field = "children.urgency" }
        : null;
}
