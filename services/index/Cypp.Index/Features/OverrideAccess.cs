using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Inbox;
using Cypp.Access.Overrides;
using Cypp.Contracts.Index;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cypp.Index.Features;

/// <summary>
/// Break-glass (AZ-3): looks at a child whom nothing else lets the caller know, for an hour. Never at a sealed child, who
/// is absent here too, nor at one's own kin. Beside the role it takes the right that two people granted (AZ-5). Information governance is told at once that it happened, not about whom.
/// </summary>
internal static class OverrideAccess
{
    /// <param name="Category">immediate-risk-of-harm, medical-emergency, missing-child or police-protection.</param>
    /// <param name="Reason">In words; whoever reviews reads it.</param>
    public sealed record Request(Guid ChildId, [property: Required] string Category, [property: Required, Length(20, AccessOverrideMapping.ReasonLength)] string Reason);

    public sealed record Response(Guid OverrideId, DateTimeOffset Until);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/access-overrides", HandleAsync)
        .Requires(Policies.OverrideAccess)
        .WithSummary("Break the glass: look at one child for an hour, with a reason that is reviewed.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, IndexDb db, BusinessClock clock, TimeProvider system, IOptions<AuthorityOptions> authority,
        HttpContext http, CancellationToken cancellationToken)
    {
        if (!OverrideCodes.Categories.Contains(request.Category))
        {
            return OverrideErrors.CategoryUnknown.ToProblem();
        }

        if (!practitioner.MayOverride)
        {
            return OverrideErrors.NotGranted.ToProblem();
        }

        if (practitioner.Acr != AccessOverride.TwoFactors || practitioner.SignedInAt is not { } signedIn || signedIn < system.GetUtcNow() - AccessOverride.FreshSignIn)
        {
            http.Response.Headers.WWWAuthenticate = OverrideErrors.SignInChallenge;
            return OverrideErrors.SignInNotFresh.ToProblem();
        }

        var now = clock.GetUtcNow();
        // Two at once: the day's number is counted by one of them at a time.
        await db.LockAsync($"access-overrides/{practitioner.PractitionerId:n}", cancellationToken);
        var since = now - TimeSpan.FromDays(1);
        if (await db.Overrides.CountAsync(row => row.PractitionerId == practitioner.PractitionerId && row.From > since, cancellationToken) >= AccessOverride.PerDay)
        {
            return OverrideErrors.TooMany.ToProblem();
        }

        if (!await db.Children.AnyAsync(child => child.Id == request.ChildId, cancellationToken))
        {
            return ChildErrors.NotFound.ToProblem();
        }

        var begun = AccessOverride.Begin(request.ChildId, practitioner.AgencyId, practitioner.PractitionerId, request.Category, request.Reason, now, clock.Today);
        db.Overrides.Add(begun);
        var told = new AccessOverridden(begun.Id, begun.ChildId, begun.AgencyId, begun.PractitionerId, begun.From, begun.Until);
        db.Take(told);
        db.Publish(told, key: begun.ChildId, practitioner.AgencyId);
        db.Tell(authority.Value.SocialWork, Roles.InformationGovernance, "access-override-used", begun.Id, childId: null, now);
        db.Audit(practitioner, Policies.OverrideAccess, "access-override", begun.Id, begun.ChildId, reason: begun.Category);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/index/v1/access-overrides/{begun.Id}", new Response(begun.Id, begun.Until));
    }
}
