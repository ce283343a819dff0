using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cypp.Index.Features;

/// <summary>Somebody of the authority's information governance reads why the glass was broken and says whether it was right (AZ-3).</summary>
internal static class ReviewOverride
{
    /// <param name="Outcome">justified or not-justified.</param>
    public sealed record Request([property: Required] string Outcome);

    public sealed record Response(
        Guid OverrideId, Guid AgencyId, Guid PractitionerId, string Category, string Reason, DateTimeOffset From, DateTimeOffset Until, DateOnly ReviewDueOn, string? Outcome);

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/access-overrides/{overrideId:guid}", ReadAsync)
            .Requires(Policies.ReadOverride)
            .WithSummary("Why somebody broke the glass, for its review.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/access-overrides/{overrideId:guid}/review", ReviewAsync)
            .Requires(Policies.ReviewOverride)
            .WithSummary("Say whether an access override was justified.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> ReadAsync(
        Guid overrideId, CurrentPractitioner practitioner, IndexDb db, IOptions<AuthorityOptions> authority, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, overrideId, practitioner, authority.Value, cancellationToken) is not { } one)
        {
            return new NotFoundError().ToProblem();
        }

        db.Audit(practitioner, Policies.ReadOverride, "access-override", one.Id, one.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(one.Id, one.AgencyId, one.PractitionerId, one.Category, one.Reason, one.From, one.Until, one.ReviewDueOn, one.Outcome));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ReviewAsync(
        Guid overrideId, Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, IOptions<AuthorityOptions> authority, CancellationToken cancellationToken)
    {
        if (!OverrideCodes.Outcomes.Contains(request.Outcome))
        {
            return OverrideErrors.OutcomeUnknown.ToProblem();
        }

        if (await FindAsync(db, overrideId, practitioner, authority.Value, cancellationToken) is not { } one)
        {
            return new NotFoundError().ToProblem();
        }

        if (one.Review(practitioner.PractitionerId, request.Outcome, clock.GetUtcNow()) is { } error)
        {
            return error.ToProblem();
        }

        db.Audit(practitioner, Policies.ReviewOverride, "access-override", one.Id, one.ChildId, reason: request.Outcome);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Of the whole city, by the authority alone; a child sealed since is no reason not to review.</summary>
    private static async Task<AccessOverride?> FindAsync(
        IndexDb db, Guid overrideId, CurrentPractitioner practitioner, AuthorityOptions authority, CancellationToken cancellationToken) =>
        practitioner.AgencyId == authority.SocialWork
            ? await db.Overrides.IgnoreQueryFilters().SingleOrDefaultAsync(row => row.Id == overrideId, cancellationToken)
            : null;
}
