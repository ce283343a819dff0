using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Cypp.EarlyHelp.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.EarlyHelp.Features;

internal static class CloseCase
{
    public sealed record Request([property: Required] string ReasonCode, [property: Required] IReadOnlyList<ChildView> ChildViews);

    /// <param name="ReasonNotHeard">Why the child was not heard, in place of words.</param>
    public sealed record ChildView(
        Guid ChildId, [property: Required, StringLength(2000, MinimumLength = 1)] string WhatWasDone,
        [property: StringLength(5000)] string? Words = null, [property: StringLength(2000)] string? ReasonNotHeard = null);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/cases/{caseId:guid}/closure", HandleAsync)
        .Requires(Policies.CloseCase)
        .WithSummary("Close the case, with each child's view and what was done about it.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<ShowCase.Response>, ProblemHttpResult>> HandleAsync(Guid caseId, Request request, [AsParameters] CaseEdit edit)
    {
        List<Guid> closing = [];
        return edit.ApplyAsync(
            caseId,
            Policies.CloseCase,
            (one, now) =>
            {
                closing.AddRange(one.Members.Where(member => member.State != MemberState.Closed).Select(member => member.ChildId));
                return one.Close(
                    request.ReasonCode, [.. request.ChildViews.Select(view => (view.ChildId, view.Words, view.ReasonNotHeard, view.WhatWasDone))], now.Clock.Today);
            },
            async (one, now) =>
            {
                foreach (var childId in closing)
                {
                    await now.Db.PublishAboutChildAsync(
                        new EarlyHelpCaseClosed(one.Id, childId, now.Clock.Today, request.ReasonCode), childId, now.Practitioner.AgencyId, now.CancellationToken);
                }

                await now.Db.EndTeamOfOthersAsync(one, now.Clock.GetUtcNow(), now.CancellationToken);
            });
    }
}
