using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cypp.Identity.Features;

/// <summary>Changes a person's roles and contract. With other roles the right to override ends: it was given to the person in the old ones.</summary>
internal sealed class ChangePractitioner(IdentityDb db, EndSessions sessions, TimeProvider clock)
{
    public sealed record Body(IReadOnlyList<string> Roles, DateOnly ContractEndsOn);

    /// <param name="GrantIds">What waits for a second person; the rest is in force.</param>
    public sealed record Response(IReadOnlyList<Guid> GrantIds);

    public static void Map(RouteGroupBuilder group) => group
        .MapPut("/agencies/{agencyId:guid}/people/{practitionerId:guid}", PutAsync)
        .Requires(Policies.ChangePractitioner)
        .WithSummary("Change a person's roles and last day.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    /// <param name="toApprove">Those of the roles that a second person has yet to approve.</param>
    public async Task<Error?> HandleAsync(
        Agency agency, Practitioner person, IReadOnlyCollection<string> roles, DateOnly contractEndsOn, IReadOnlyCollection<string> toApprove,
        CancellationToken cancellationToken)
    {
        var isSame = roles.ToHashSet().SetEquals(person.Roles);
        if (person.Describe(agency, roles, contractEndsOn, clock.GetUtcNow(), toApprove) is { } error)
        {
            return error;
        }

        var couldOverride = !isSame && await db.EndGrantsAsync(agency.Id, person.Id, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (couldOverride)
        {
            // Their tokens say still that the person may.
            await sessions.OfPractitionerAsync(person.Id, cancellationToken);
        }

        return null;
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> PutAsync(
        Guid agencyId, Guid practitionerId, Body request, IfMatch ifMatch, CurrentPractitioner practitioner, IdentityDb db, ChangePractitioner change,
        TimeProvider clock, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await db.AgencyForAsync(practitioner, agencyId, cancellationToken) is not { } agency
            || await db.PersonForAsync(practitioner, agencyId, practitionerId, cancellationToken) is not { } person)
        {
            return new NotFoundError().ToProblem();
        }

        var added = request.Roles.Except(person.Roles).ToList();
        if ((ifMatch.Fails(person) ?? Administration.Refuses(practitioner, agencyId, practitionerId, added)) is { } refused)
        {
            return refused.ToProblem();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var toApprove = added.Where(AccessMatrix.NeedsSecondPerson).ToList();
        if (await change.HandleAsync(agency, person, request.Roles, request.ContractEndsOn, toApprove, cancellationToken) is { } error)
        {
            return error.ToProblem();
        }

        var grants = db.Propose(practitioner, agencyId, practitionerId, toApprove, clock.GetUtcNow());
        db.Audit(practitioner, Policies.ChangePractitioner, "practitioner", practitionerId, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        response.SetETag(person);
        return TypedResults.Ok(new Response(grants));
    }
}
