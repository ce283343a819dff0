using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.EarlyHelp;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

internal static class OpenCase
{
    public sealed record Request(
        Guid FamilyId, [property: Required, MinLength(1)] IReadOnlyList<Guid> ChildIds, AgreementToTakePart Agreement, Guid? ConversationId = null);

    public sealed record AgreementToTakePart(
        IReadOnlyList<Guid> AgreedByAdultIds, [property: Required, StringLength(5000, MinimumLength = 1)] string Text,
        [property: Required, StringLength(1000, MinimumLength = 1)] string Scope, DateOnly AgreedOn);

    public sealed record Response(Guid CaseId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/cases", HandleAsync)
        .Requires(Policies.OpenCase)
        .WithSummary("Open the family's early help case; you become its lead practitioner.")
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, EarlyHelpDb db, BusinessClock clock, HttpResponse response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.LockFamilyAsync(request.FamilyId, cancellationToken);
        if (await db.HasOpenCaseAsync(request.FamilyId, but: null, cancellationToken))
        {
            return CaseErrors.FamilyHasOpenCase.ToProblem();
        }

        if (request.ConversationId is { } conversationId
            && await db.Conversations.SingleOrDefaultAsync(one => one.Id == conversationId && request.ChildIds.Contains(one.ChildId), cancellationToken) is not { Agreed: true })
        {
            return CaseErrors.NotAgreed.ToProblem();
        }

        if (await db.StrangeToFamilyAsync(request.FamilyId, request.ChildIds, request.Agreement.AgreedByAdultIds, cancellationToken) is { } strange)
        {
            return strange.ToProblem();
        }

        var agreement = new Agreement
        {
            AgreedByAdultIds = request.Agreement.AgreedByAdultIds,
            Text = request.Agreement.Text,
            Scope = request.Agreement.Scope,
            AgreedOn = request.Agreement.AgreedOn,
        };
        var (opened, why) = EarlyHelpCase.Open(
            request.FamilyId, request.ChildIds, agreement, practitioner.AgencyId, practitioner.PractitionerId, practitioner.Cluster, clock.Today, now);
        if (opened is null)
        {
            return why!.ToProblem();
        }

        db.Cases.Add(opened);
        await db.BeginTeamAsync(opened, practitioner.AgencyId, practitionerId: null, now, cancellationToken);
        foreach (var member in opened.Members)
        {
            await db.PublishAboutChildAsync(
                new EarlyHelpCaseOpened(opened.Id, member.ChildId, opened.FamilyId, practitioner.AgencyId, practitioner.PractitionerId, opened.OpenedOn),
                member.ChildId, practitioner.AgencyId, cancellationToken);
            db.Audit(practitioner, Policies.OpenCase, "early-help-case", opened.Id, member.ChildId);
        }

        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(opened);
        return TypedResults.Created($"/early-help/v1/cases/{opened.Id}", new Response(opened.Id));
    }
}
