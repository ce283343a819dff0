using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.EarlyHelp.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.EarlyHelp.Features;

internal static class MakePlan
{
    public sealed record Request(
        [property: Required, MinLength(1)] IReadOnlyList<PlannedGoal> Goals,
        [property: Required] IReadOnlyList<UnansweredFactor> FactorsWithoutAction);

    /// <param name="Reason">Why the plan has no action for it.</param>
    public sealed record UnansweredFactor(Guid AdultId, [property: Required] string Factor, [property: Required, StringLength(2000, MinimumLength = 1)] string Reason);

    public sealed record PlannedGoal(
        [property: Required, StringLength(1000, MinimumLength = 1)] string FamilysWords,
        [property: Required, StringLength(1000, MinimumLength = 1)] string Action,
        [property: Required, StringLength(200, MinimumLength = 1)] string ByWhom,
        DateOnly DueOn,
        AdultFactor? AdultFactor = null);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/cases/{caseId:guid}/plan", HandleAsync)
        .Requires(Policies.MakePlan)
        .WithSummary("Make or change the family's plan, with goals in the family's words.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<ShowCase.Response>, ProblemHttpResult>> HandleAsync(Guid caseId, Request request, [AsParameters] CaseEdit edit) =>
        edit.ApplyAsync(caseId, Policies.MakePlan, (one, now) => one.Plan(
            // Ids a millisecond apart keep the order in which the family named its goals.
            [.. request.Goals.Select((goal, index) => new Goal
            {
                Id = Guid.CreateVersion7(now.Clock.GetUtcNow().AddMilliseconds(index)), FamilysWords = goal.FamilysWords, Action = goal.Action, ByWhom = goal.ByWhom,
                DueOn = goal.DueOn, FactorAdultId = goal.AdultFactor?.AdultId, Factor = goal.AdultFactor?.Factor,
            })],
            [.. request.FactorsWithoutAction.Select(one => new FactorWithoutAction(one.AdultId, one.Factor, one.Reason))]));
}
