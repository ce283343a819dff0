using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.SignIn;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>A person as registered. How the person proves who it is, is not shown.</summary>
internal static class ReadPractitioner
{
    /// <param name="MayOverride">May break the glass, as two people granted.</param>
    /// <param name="Roles">In force; what waits for a second person is among the agency's grants.</param>
    public sealed record Response(Guid PractitionerId, string UserName, IReadOnlyList<string> Roles, DateOnly ContractEndsOn, bool Revoked, bool MayOverride);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/agencies/{agencyId:guid}/people/{practitionerId:guid}", HandleAsync)
        .Requires(Policies.ReadPractitioner)
        .WithSummary("Read a person's roles and last day.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid agencyId, Guid practitionerId, CurrentPractitioner practitioner, IdentityDb db, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await db.PersonForAsync(practitioner, agencyId, practitionerId, cancellationToken) is not { } person)
        {
            return new NotFoundError().ToProblem();
        }

        var name = await db.Accounts.Where(row => row.Id == practitionerId).Select(row => row.UserName).SingleAsync(cancellationToken);
        var revoked = await db.IsRevokedAsync(practitionerId, cancellationToken);
        var mayOverride = await db.MayOverrideAsync(practitionerId, cancellationToken);
        db.Audit(practitioner, Policies.ReadPractitioner, "practitioner", practitionerId, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(person);
        return TypedResults.Ok(new Response(person.Id, name!, person.Roles, person.ContractEndsOn, revoked, mayOverride));
    }
}
