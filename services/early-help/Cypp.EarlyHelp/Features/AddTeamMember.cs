using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.EarlyHelp.Features;

internal static class AddTeamMember
{
    public sealed record Request(Guid AgencyId, [property: Required, StringLength(100, MinimumLength = 1)] string Capacity, Guid? PractitionerId = null);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/cases/{caseId:guid}/team-members", HandleAsync)
        .Requires(Policies.AddTeamMember)
        .WithSummary("Add an agency, or one of its people, to the team around the family.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<ShowCase.Response>, ProblemHttpResult>> HandleAsync(Guid caseId, Request request, [AsParameters] CaseEdit edit) =>
        edit.ApplyAsync(
            caseId,
            Policies.AddTeamMember,
            (one, now) => one.AddToTeam(request.AgencyId, request.PractitionerId, request.Capacity, now.Clock.GetUtcNow()),
            (one, now) => now.Db.BeginTeamAsync(one, request.AgencyId, request.PractitionerId, now.Clock.GetUtcNow(), now.CancellationToken));
}
