using System.Security.Cryptography;
using System.Text;
using Cypp.Identity.Data;
using Cypp.Identity.Pages;
using Cypp.Identity.SignIn;
using Microsoft.AspNetCore.Identity;

namespace Cypp.Identity.Features;

/// <summary>POST /identity/enrol/password: the enrolment code and a password; the authenticator's key is shown in return.</summary>
internal static class SetPassword
{
    private const string Refused = "The user name or enrolment code was not accepted, or the code has ended.";

    public static void Map(RouteGroupBuilder pages) => pages.MapPost("/enrol/password", HandleAsync).WithName("Identity_SetPassword");

    private static async Task<IResult> HandleAsync(
        HttpContext http, SealedCookie<EnrolmentState> cookie, UserManager<Account> accounts, Attempts attempts, Passwords passwords, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var form = await http.FormAsync(cancellationToken);
        if (cookie.ReadFor(http, form) is not { AccountId: null } state)
        {
            return EnrolmentPages.Over(http);
        }

        var address = CallerAddress.Of(http);
        var mayTry = await attempts.MayTryFromAsync(address, cancellationToken);
        var account = await accounts.FindByNameAsync(form["user"].ToString().Trim());
        mayTry &= await attempts.BeginAsync(account?.Id ?? Guid.Empty, cancellationToken);
        if (!mayTry || account is null || !IsCodeOf(account, form["enrolment"].ToString(), clock.GetUtcNow()))
        {
            await attempts.FailedFromAsync(address, cancellationToken);
            return EnrolmentPages.Begin(http, state, Refused);
        }

        var password = form["password"].ToString();
        if (!await passwords.IsUsableAsync(account, password))
        {
            await attempts.ForgetAsync(account.Id, cancellationToken);
            return EnrolmentPages.Begin(http, state, "The password is too short or holds the user name.", isPassword: true);
        }

        var next = state with
        {
            AccountId = account.Id,
            EnrolmentHash = account.EnrolmentHash,
            PasswordHash = passwords.Hash(account, password),
            Secret = Totp.NewSecret(),
        };
        cookie.Write(http, next);
        return EnrolmentPages.Confirm(http, next, account.UserName!);
    }

    private static bool IsCodeOf(Account account, string code, DateTimeOffset now) =>
        account.EnrolmentHash is { } hash && now < account.EnrolmentEndsAt
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(EnrolmentCode.HashOf(code)));
}
