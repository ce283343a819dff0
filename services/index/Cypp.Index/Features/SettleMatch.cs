using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.Index;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cypp.Index.Features;

/// <summary>A person says which child was meant, or registers the child; what waited on the match follows.</summary>
internal static class SettleMatch
{
    /// <summary>Exactly one of a child of the index and a registration.</summary>
    public sealed record Request(Guid? ChildId = null, RegisterChild.Request? Register = null);

    public sealed record Response(Guid MatchId, Guid ChildId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/matches/{matchId:guid}/settlement", HandleAsync)
        .Requires(Policies.SettleMatch)
        .WithSummary("Settle a match: it is this child, or a new one.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid matchId, Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, IOptions<AuthorityOptions> authority, IfMatch ifMatch,
        HttpResponse response, CancellationToken cancellationToken)
    {
        if (request.ChildId is null == request.Register is null)
        {
            return MatchErrors.ChildOrRegistration.ToProblem();
        }

        ChildDetails? details = null;
        if (request.Register?.Read(clock.Today, out details) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (await db.MatchesSettledBy(practitioner, authority.Value).SingleOrDefaultAsync(row => row.Id == matchId, cancellationToken) is not { } match)
        {
            return MatchErrors.NotFound.ToProblem();
        }

        var now = clock.GetUtcNow();
        var child = details is null
            ? await db.Children.SingleOrDefaultAsync(row => row.Id == request.ChildId, cancellationToken)
            : await db.IsRegisteredAsync(details, cancellationToken) ? null : Child.Register(details, now);
        var refused = details is null ? MatchErrors.ChildUnknown : ChildErrors.AlreadyRegistered;
        if ((ifMatch.Fails(match) ?? (child is null ? refused : match.Settle(child.Id, practitioner.PractitionerId, now))) is { } error)
        {
            return error.ToProblem();
        }

        if (details is not null)
        {
            db.Children.Add(child!);
            db.AnnounceRecord(child!, practitioner.AgencyId, now);
        }

        foreach (var mark in match.WaitingMarks)
        {
            child!.NameNotToBeTold(mark);
        }

        if (match.WaitingMarks.Count > 0)
        {
            db.AnnounceRelationships(child!, practitioner.AgencyId, now);
        }

        db.Publish(new MatchSettled(match.Id, child!.Id, now), key: match.Id, practitioner.AgencyId, child.RestrictionLevel);
        db.Audit(practitioner, Policies.SettleMatch, "match", match.Id, child.Id);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(match);
        return TypedResults.Ok(new Response(match.Id, child.Id));
    }
}
