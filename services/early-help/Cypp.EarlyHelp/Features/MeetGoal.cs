using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.EarlyHelp.Features;

internal static class MeetGoal
{
    public sealed record Request(DateOnly MetOn, [property: Required, StringLength(2000, MinimumLength = 1)] string Evidence);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/cases/{caseId:guid}/goals/{goalId:guid}/met", HandleAsync)
        .Requires(Policies.MeetGoal)
        .WithSummary("Record that a goal is met, and how it shows.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<ShowCase.Response>, ProblemHttpResult>> HandleAsync(Guid goalId, Guid caseId, Request request, [AsParameters] CaseEdit edit) =>
        edit.ApplyAsync(caseId, Policies.MeetGoal, (one, now) => one.MeetGoal(goalId, request.MetOn, request.Evidence, now.Clock.Today));
}
