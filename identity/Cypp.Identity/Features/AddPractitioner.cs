using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.SignIn;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>Registers a person of an agency, who then sets password and authenticator with the enrolment code; or changes roles and contract (ID-8, AZ-5).</summary>
internal sealed class AddPractitioner(IdentityDb db, UserManager<Account> accounts, ChangePractitioner change, TimeProvider clock)
{
    /// <param name="Id">The person's id wherever it is known already, in the agency's own system and in audits.</param>
    /// <param name="EnrolmentCode">Good once, for 72 hours; without meaning for who is registered already.</param>
    /// <param name="ToApprove">Those of the roles that a second person has yet to approve.</param>
    public sealed record Request(
        Guid Id, string UserName, Guid AgencyId, IReadOnlyCollection<string> Roles, DateOnly ContractEndsOn, string EnrolmentCode,
        IReadOnlyCollection<string>? ToApprove = null);

    /// <param name="UserName">With which the person signs in.</param>
    /// <param name="Roles">Some of the agency's.</param>
    /// <param name="ContractEndsOn">Last day; every right ends with it.</param>
    /// <param name="PractitionerId">The person's id where the agency's own system has one already.</param>
    public sealed record Body(string UserName, IReadOnlyList<string> Roles, DateOnly ContractEndsOn, Guid? PractitionerId = null);

    /// <param name="EnrolmentCode">Given here and never again; good once, at /identity/enrol.</param>
    /// <param name="GrantIds">What waits for a second person; the rest is in force.</param>
    public sealed record Response(Guid PractitionerId, string EnrolmentCode, DateTimeOffset EnrolmentEndsAt, IReadOnlyList<Guid> GrantIds);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/agencies/{agencyId:guid}/people", PostAsync)
        .Requires(Policies.AddPractitioner)
        .WithMetadata(new AnswerOnce())
        .WithSummary("Register a person; the answer holds the enrolment code, once.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    public async Task<Error?> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        if (await db.Agencies.FirstOrDefaultAsync(row => row.Id == request.AgencyId, cancellationToken) is not { } agency)
        {
            return AgencyErrors.AgencyUnknown;
        }

        var person = await db.Practitioners.FirstOrDefaultAsync(row => row.Id == request.Id, cancellationToken);
        if (person is not null)
        {
            return person.AgencyId != agency.Id ? PractitionerErrors.OfAnotherAgency
                : await change.HandleAsync(agency, person, request.Roles, request.ContractEndsOn, [], cancellationToken);
        }

        person = Practitioner.Of(agency, request.Id);
        var now = clock.GetUtcNow();
        if (person.Describe(agency, request.Roles, request.ContractEndsOn, now, request.ToApprove) is { } refused)
        {
            return refused;
        }

        if (request.UserName.Length is < 3 or > Account.UserNameLength)
        {
            return PractitionerErrors.UserNameUnusable;
        }

        db.Practitioners.Add(person);
        var made = await accounts.CreateAsync(new Account
        {
            Id = person.Id,
            UserName = request.UserName,
            EnrolmentHash = EnrolmentCode.HashOf(request.EnrolmentCode),
            EnrolmentEndsAt = now + SignInLimits.Enrolment,
        });
        return made.Succeeded ? null
            : made.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.DuplicateUserName)) ? PractitionerErrors.UserNameTaken
            : PractitionerErrors.UserNameUnusable;
    }

    private static async Task<Results<Created<Response>, ProblemHttpResult>> PostAsync(
        Guid agencyId, Body request, CurrentPractitioner practitioner, IdentityDb db, AddPractitioner add, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.AgencyForAsync(practitioner, agencyId, cancellationToken) is null)
        {
            return new NotFoundError().ToProblem();
        }

        var (id, now, code) = (request.PractitionerId ?? Guid.CreateVersion7(), clock.GetUtcNow(), SignIn.EnrolmentCode.New());
        var toApprove = request.Roles.Where(AccessMatrix.NeedsSecondPerson).Distinct().ToList();
        var error = Administration.Refuses(practitioner, agencyId, id, request.Roles)
            ?? (await db.Practitioners.AnyAsync(row => row.Id == id, cancellationToken) ? PractitionerErrors.Known : null)
            ?? await add.HandleAsync(new(id, request.UserName, agencyId, request.Roles, request.ContractEndsOn, code, toApprove), cancellationToken);
        if (error is not null)
        {
            return error.ToProblem();
        }

        var grants = db.Propose(practitioner, agencyId, id, toApprove, now);
        db.Audit(practitioner, Policies.AddPractitioner, "practitioner", id, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/identity/v1/agencies/{agencyId}/people/{id}", new Response(id, code, now + SignInLimits.Enrolment, grants));
    }
}
