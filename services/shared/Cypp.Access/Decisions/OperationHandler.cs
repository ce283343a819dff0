using Cypp.Access.Restrictions;
using Cypp.Messaging;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Cypp.Access.Decisions;

/// <summary>That the caller's role may do what the operation does.</summary>
public sealed record OperationRequirement(Policy Policy) : IAuthorizationRequirement;

/// <summary>The one way from a request to the decision.</summary>
internal sealed class OperationHandler(BusinessClock clock, IOptions<AuthorityOptions> authority, IEnumerable<IRestrictionFeed> feeds)
    : AuthorizationHandler<OperationRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OperationRequirement requirement)
    {
        var subject = CurrentPractitioner.TryFrom(context.User);
        var http = context.Resource as HttpContext;
        var db = http?.GetEndpoint()?.Metadata.GetMetadata<IServiceDatabase>()?.ContextOf(http.RequestServices);
        var decision = AccessRules.Decide(subject, requirement.Policy, authority.Value, db is null || IsWhole(db));
        if (decision.Permitted)
        {
            ReadAs(subject!, requirement.Policy, db);
            context.Succeed(requirement);
        }
        else
        {
            context.Fail(new AuthorizationFailureReason(this, decision.Reason!));
        }

        return Task.CompletedTask;
    }

    // The index has no copy: it has the restrictions themselves.
    private bool IsWhole(ServiceDb db) => feeds.All(feed => !feed.IsOf(db) || feed.IsWhole);

    /// <summary>From here on the request works on the database for its caller, and its queries leave out what they may not know.</summary>
    private void ReadAs(CurrentPractitioner subject, Policy policy, ServiceDb? db)
    {
        if (db is not null)
        {
            db.WorkAs(RowContext.Request(policy.Reach, subject.AgencyId, subject.PractitionerId, clock.GetUtcNow()));
            db.Use = policy.Use;
        }
    }
}
