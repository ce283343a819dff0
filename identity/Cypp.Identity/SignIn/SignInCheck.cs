using System.Net;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Protocol;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.SignIn;

/// <summary>Whether it is the person (ID-8). A refusal never says why; the work is the same for who is unknown.</summary>
internal sealed class SignInCheck(
    IdentityDb db, UserManager<Account> accounts, Passwords passwords, Totp totp, Attempts attempts, SignInRecord record, TimeProvider clock)
{
    /// <returns>The person's id when the password is right and the person may act for the client's agency now.</returns>
    public async Task<Guid?> PasswordAsync(string clientId, string userName, string password, IPAddress address, CancellationToken cancellationToken)
    {
        if (!await attempts.MayTryFromAsync(address, cancellationToken))
        {
            return null;
        }

        var account = userName.Length <= Account.UserNameLength ? await accounts.FindByNameAsync(userName) : null;
        var id = account?.Id ?? Guid.Empty;
        var mayTry = await attempts.BeginAsync(id, cancellationToken);
        var isRight = passwords.IsRight(account, password);
        var mayAct = await MayActAsync(clientId, id, cancellationToken) is not null;
        var reason = account is null ? "unknown-person" : !mayTry ? "locked" : !isRight ? "password-wrong" : !mayAct ? "no-rights" : null;
        if (reason is null)
        {
            return id;
        }

        await FailAsync(id, clientId, reason, address, cancellationToken);
        return null;
    }

    /// <returns>The person, when the code is the authenticator's, is new, and the person may act still.</returns>
    public async Task<Practitioner?> CodeAsync(string clientId, Guid practitionerId, string code, IPAddress address, CancellationToken cancellationToken)
    {
        if (!await attempts.MayTryFromAsync(address, cancellationToken))
        {
            return null;
        }

        var account = await db.Accounts.AsNoTracking().FirstAsync(row => row.Id == practitionerId, cancellationToken);
        var mayTry = await attempts.BeginAsync(account.Id, cancellationToken);
        var isRight = mayTry && await totp.TakeAsync(account, code, cancellationToken);
        var person = await MayActAsync(clientId, practitionerId, cancellationToken);
        var reason = !mayTry ? "locked" : !isRight ? "code-wrong" : person is null ? "no-rights" : null;
        if (reason is null)
        {
            await attempts.ForgetAsync(account.Id, cancellationToken);
            return person;
        }

        await FailAsync(practitionerId, clientId, reason, address, cancellationToken);
        return null;
    }

    private async Task<Practitioner?> MayActAsync(string clientId, Guid practitionerId, CancellationToken cancellationToken) =>
        await db.AgencyOfAsync(clientId, cancellationToken) is { } agency
            ? await db.PractitionerOfAsync(agency, practitionerId, clock.GetUtcNow(), cancellationToken) : null;

    private async Task FailAsync(Guid practitionerId, string clientId, string reason, IPAddress address, CancellationToken cancellationToken)
    {
        await attempts.FailedFromAsync(address, cancellationToken);
        await record.RefusedAsync(practitionerId, clientId, reason, cancellationToken);
    }
}
