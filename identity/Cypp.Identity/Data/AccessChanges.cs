using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Identity.Data;

/// <summary>What revoking and reinstating have in common: of what the caller reaches, on record.</summary>
internal static class AccessChanges
{
    public static async Task<Results<NoContent, ProblemHttpResult>> SetAccessAsync(
        this IdentityDb db, CurrentPractitioner by, Guid agencyId, Policy policy, Func<Task<Error?>> work, CancellationToken cancellationToken) =>
        await db.AgencyForAsync(by, agencyId, cancellationToken) is null ? new NotFoundError().ToProblem()
        : await db.DoneAsync(by, policy, "agency", agencyId, detail: null, work, cancellationToken);

    public static async Task<Results<NoContent, ProblemHttpResult>> SetAccessAsync(
        this IdentityDb db, CurrentPractitioner by, Guid agencyId, string clientId, Policy policy, Func<Task<Error?>> work, CancellationToken cancellationToken) =>
        !await db.HasClientAsync(by, agencyId, clientId, cancellationToken) ? new NotFoundError().ToProblem()
        : await db.DoneAsync(by, policy, "client", agencyId, clientId, work, cancellationToken);

    public static async Task<Results<NoContent, ProblemHttpResult>> SetAccessAsync(
        this IdentityDb db, CurrentPractitioner by, Guid agencyId, Guid practitionerId, Policy policy, Func<Task<Error?>> work, CancellationToken cancellationToken) =>
        await db.PersonForAsync(by, agencyId, practitionerId, cancellationToken) is null ? new NotFoundError().ToProblem()
        : Administration.Refuses(by, agencyId, practitionerId, []) is { } error ? error.ToProblem()
        : await db.DoneAsync(by, policy, "practitioner", practitionerId, detail: null, work, cancellationToken);

    /// <summary>Part of the request's transaction, as its audit row is.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> DoneAsync(
        this IdentityDb db, CurrentPractitioner by, Policy policy, string resourceType, Guid resourceId, string? detail, Func<Task<Error?>> work,
        CancellationToken cancellationToken)
    {
        if (await work() is { } error)
        {
            return error.ToProblem();
        }

        db.Audit(by, policy, resourceType, resourceId, childId: null, detail: detail);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
