using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Cypp.EarlyHelp.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.EarlyHelp.Features;

internal static class CompleteAssessment
{
    public sealed record Request(
        [property: Required, StringLength(10000, MinimumLength = 1)] string Analysis,
        [property: Required] IReadOnlyList<NeedOfChild> Needs,
        [property: Required] IReadOnlyList<AdultFactor> AdultFactors,
        [property: Required, StringLength(5000, MinimumLength = 1)] string FamilysPart,
        DateOnly CompletedOn);

    public sealed record NeedOfChild(Guid ChildId, [property: Required, StringLength(1000, MinimumLength = 1)] string Need);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/cases/{caseId:guid}/assessment", HandleAsync)
        .Requires(Policies.CompleteAssessment)
        .WithSummary("Complete the early help assessment of the family.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<ShowCase.Response>, ProblemHttpResult>> HandleAsync(Guid caseId, Request request, [AsParameters] CaseEdit edit) =>
        edit.ApplyAsync(
            caseId,
            Policies.CompleteAssessment,
            (one, now) => one.Assess(
                new Assessment
                {
                    Analysis = request.Analysis,
                    Needs = [.. request.Needs.Select(one => new ChildNeed(one.ChildId, one.Need))],
                    AdultFactors = request.AdultFactors,
                    FamilysPart = request.FamilysPart,
                    CompletedOn = request.CompletedOn,
                },
                now.Clock.Today),
            async (one, now) =>
            {
                foreach (var member in one.Members)
                {
                    await now.Db.PublishAboutChildAsync(
                        new EarlyHelpAssessmentCompleted(one.Id, member.ChildId, request.CompletedOn), member.ChildId, now.Practitioner.AgencyId, now.CancellationToken);
                }
            },
            (one, now) => now.Db.StrangeAdultAsync(
                [.. one.Members.Select(member => member.ChildId)], [.. request.AdultFactors.Select(factor => factor.AdultId)], "adultFactors", now.CancellationToken));
}
