using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.EarlyHelp.Features;

internal static class RecordWords
{
    public sealed record Request(Guid ChildId, [property: Required, StringLength(5000, MinimumLength = 1)] string Words, DateOnly HeardOn);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/cases/{caseId:guid}/words", HandleAsync)
        .Requires(Policies.RecordWords)
        .WithSummary("Record a child's own words.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<ShowCase.Response>, ProblemHttpResult>> HandleAsync(Guid caseId, Request request, [AsParameters] CaseEdit edit) =>
        edit.ApplyAsync(caseId, Policies.RecordWords, (one, now) =>
            one.Hear(request.ChildId, request.Words, request.HeardOn, now.Clock.Today, now.Clock.GetUtcNow()));
}
