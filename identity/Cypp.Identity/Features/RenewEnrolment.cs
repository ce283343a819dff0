using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.SignIn;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>
/// A telephone is lost or a password forgotten: what the account had is gone at once, its sessions with it, and the person
/// enrols anew. Nobody resets an account by one factor.
/// </summary>
internal sealed class RenewEnrolment(IdentityDb db, UserManager<Account> accounts, EndSessions sessions, TimeProvider clock)
{
    /// <returns><c>practitioner-unknown</c>, or null.</returns>
    public async Task<Error?> HandleAsync(string userName, string enrolmentCode, CancellationToken cancellationToken)
    {
        var name = accounts.NormalizeName(userName);
        var account = await db.Accounts.FirstOrDefaultAsync(row => row.NormalizedUserName == name, cancellationToken);
        if (account is null)
        {
            return PractitionerErrors.Unknown;
        }

        (account.PasswordHash, account.TotpSecret, account.AccessFailedCount, account.LockoutEnd) = (null, null, 0, null);
        (account.EnrolmentHash, account.EnrolmentEndsAt) = (EnrolmentCode.HashOf(enrolmentCode), clock.GetUtcNow() + SignInLimits.Enrolment);
        await db.SaveChangesAsync(cancellationToken);
        await sessions.OfPractitionerAsync(account.Id, cancellationToken);
        return null;
    }
}
