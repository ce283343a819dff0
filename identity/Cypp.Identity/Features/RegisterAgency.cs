using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Features;

/// <summary>Registers an agency and, by command, its client with it, or brings both up to date; the same request again changes nothing.</summary>
internal sealed class RegisterAgency(IdentityDb db, RegisterClient clients, TimeProvider clock)
{
    /// <param name="Keys">One public key, or two while a client rotates (ID-2).</param>
    /// <param name="SignsWithPkcs1">Its system knows RS256 and RS512 only (ID-1).</param>
    /// <param name="Scopes">Services that its tokens are for; all if left out.</param>
    /// <param name="ContractEndsOn">Last day of its contract; no end if left out.</param>
    public sealed record Request(
        Guid Id, string Name, string Type, string? Cluster, IReadOnlyCollection<string> Roles, string ClientId, IReadOnlyList<JsonWebKey> Keys,
        bool SignsWithPkcs1 = false, IReadOnlyCollection<string>? Scopes = null, DateOnly? ContractEndsOn = null);

    /// <param name="AgencyId">A UUID that the partnership knows it by.</param>
    /// <param name="Type">Fixed from now on.</param>
    /// <param name="Cluster">The cluster that it serves; left out for the whole city.</param>
    /// <param name="Roles">In which its people may act; of the agency's type.</param>
    /// <param name="ContractEndsOn">Last day on which its clients and people get in.</param>
    public sealed record Body(Guid AgencyId, string Name, string Type, IReadOnlyList<string> Roles, DateOnly ContractEndsOn, string? Cluster = null);

    /// <param name="GrantIds">What waits for a second person; the rest is in force.</param>
    public sealed record Response(IReadOnlyList<Guid> GrantIds);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/agencies", PostAsync)
        .Requires(Policies.RegisterAgency)
        .WithSummary("Register an agency and the roles that it may have.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    public async Task<Error?> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var agency = await db.Agencies.FirstOrDefaultAsync(row => row.Id == request.Id, cancellationToken)
            ?? db.Agencies.Add(Agency.Register(request.Id)).Entity;
        var error = agency.Describe(request.Name, request.Type, request.Cluster, request.Roles, request.ContractEndsOn, clock.GetUtcNow())
            ?? await clients.HandleAsync(new(request.Id, request.ClientId, request.Keys, request.SignsWithPkcs1, request.Scopes), cancellationToken);
        if (error is null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return error;
    }

    private static async Task<Results<Created<Response>, ProblemHttpResult>> PostAsync(
        Body request, CurrentPractitioner practitioner, IdentityDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.Agencies.AnyAsync(row => row.Id == request.AgencyId, cancellationToken))
        {
            return AgencyErrors.Known.ToProblem();
        }

        var (agency, now) = (Agency.Register(request.AgencyId), clock.GetUtcNow());
        var toApprove = request.Roles.Where(AccessMatrix.NeedsSecondPerson).Distinct().ToList();
        var error = agency.Describe(request.Name, request.Type, request.Cluster, request.Roles, request.ContractEndsOn, now, toApprove)
            ?? Administration.RefusesProposal(practitioner, toApprove);
        if (error is not null)
        {
            return error.ToProblem();
        }

        db.Agencies.Add(agency);
        var grants = db.Propose(practitioner, agency.Id, practitionerId: null, toApprove, now);
        db.Audit(practitioner, Policies.RegisterAgency, "agency", agency.Id, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/identity/v1/agencies/{agency.Id}", new Response(grants));
    }
}
