using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.EarlyHelp.Features;

internal static class CloseCase
{
    public sealed record Request([property: Required] string ReasonCode, [property: Required] IReadOnlyList<ChildView> ChildViews);

    /// <param name="ReasonNotHeard">Why the child was not heard, in place of words.</param>
    public sealed record ChildView(Guid ChildId, [property: Required, StringLength(2000, MinimumLength = 1)] string WhatWasDone, string? Words = null, string? ReasonNotHeard = null);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/cases/{caseId:guid}/closure", HandleAsync)
        .Requires(Policies.CloseCase)
        .WithSummary("Close the case, with each child's view and what was done about it.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<ShowCase.Response>, ProblemHttpResult>> HandleAsync(Guid caseId, Request request, [AsParameters] CaseEdit edit) =>
        edit.ApplyAsync(
            caseId,
            Policies.CloseCase,
            (one, now) => one.Close(
                request.ReasonCode, [.. request.ChildViews.Select(view => (view.ChildId, view.Words, view.ReasonNotHeard, view.WhatWasDone))], now.Clock.Today),
            async (one, now) =>
            {
                foreach (var member in one.Members)
                {
                    now.Db.Publish(
                        new EarlyHelpCaseClosed(one.Id, member.ChildId, now.Clock.Today, request.ReasonCode), member.ChildId, now.Practitioner.AgencyId);
                }

                await now.Db.EndTeamOfOthersAsync(one, now.Clock.GetUtcNow(), now.CancellationToken);
            });
}
