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

/// <summary>
/// A telephone is lost or a password forgotten: what the account had is gone at once, its sessions with it, and the person
/// enrols anew. Nobody resets an account by one factor.
/// </summary>
internal sealed class RenewEnrolment(IdentityDb db, UserManager<Account> accounts, EndSessions sessions, TimeProvider clock)
{
    /// <param name="EnrolmentCode">Given here and never again; good once, at /identity/enrol.</param>
    public sealed record Response(string EnrolmentCode, DateTimeOffset EnrolmentEndsAt);

    public sealed record Body;

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/agencies/{agencyId:guid}/people/{practitionerId:guid}/enrolment-renewals", PostAsync)
        .Requires(Policies.RenewEnrolment)
        .WithMetadata(new AnswerOnce())
        .WithSummary("Let a person enrol anew; the answer holds the code, once. What took two people takes two again.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <returns><c>practitioner-unknown</c>, or null.</returns>
    public async Task<Error?> HandleAsync(string userName, string enrolmentCode, CancellationToken cancellationToken)
    {
        var name = accounts.NormalizeName(userName);
        if (await db.Accounts.FirstOrDefaultAsync(row => row.NormalizedUserName == name, cancellationToken) is not { } account)
        {
            return PractitionerErrors.Unknown;
        }

        await RenewAsync(account, enrolmentCode, cancellationToken);
        return null;
    }

    private async Task<DateTimeOffset> RenewAsync(Account account, string enrolmentCode, CancellationToken cancellationToken)
    {
        var ends = clock.GetUtcNow() + SignInLimits.Enrolment;
        (account.PasswordHash, account.TotpSecret, account.AccessFailedCount, account.LockoutEnd) = (null, null, 0, null);
        (account.EnrolmentHash, account.EnrolmentEndsAt) = (EnrolmentCode.HashOf(enrolmentCode), ends);
        await db.SaveChangesAsync(cancellationToken);
        await sessions.OfPractitionerAsync(account.Id, cancellationToken);
        return ends;
    }

    // Whoever has the code has the account: an administrator could take it over, and would hold what took two people.
    private static async Task<Results<Created<Response>, ProblemHttpResult>> PostAsync(
        Guid agencyId, Guid practitionerId, Body request, CurrentPractitioner practitioner, IdentityDb db, RenewEnrolment renew, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await db.PersonForAsync(practitioner, agencyId, practitionerId, cancellationToken) is not { } person)
        {
            return new NotFoundError().ToProblem();
        }

        person.GiveBack();
        if (Administration.Refuses(practitioner, agencyId, practitionerId, person.Roles) is { } error)
        {
            return error.ToProblem();
        }

        await db.EndGrantsAsync(agencyId, practitionerId, clock.GetUtcNow(), cancellationToken);
        var code = EnrolmentCode.New();
        var account = await db.Accounts.SingleAsync(row => row.Id == practitionerId, cancellationToken);
        var ends = await renew.RenewAsync(account, code, cancellationToken);
        db.Audit(practitioner, Policies.RenewEnrolment, "practitioner", practitionerId, childId: null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new Response(code, ends));
    }
}
