using Cypp.Identity.Data;
using Cypp.Identity.Pages;
using Cypp.Identity.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Features;

/// <summary>POST /identity/enrol/authenticator: a code proves that the key arrived; only now is anything stored, and the enrolment code spent.</summary>
internal static class SetAuthenticator
{
    public static void Map(RouteGroupBuilder pages) => pages.MapPost("/enrol/authenticator", HandleAsync).WithName("Identity_SetAuthenticator");

    private static async Task<IResult> HandleAsync(
        HttpContext http, SealedCookie<EnrolmentState> cookie, IdentityDb db, Totp totp, CancellationToken cancellationToken)
    {
        var form = await http.FormAsync(cancellationToken);
        if (cookie.ReadFor(http, form) is not { AccountId: { } id, Secret: { } secret } state)
        {
            return EnrolmentPages.Over(http);
        }

        var account = db.Accounts.Where(row => row.Id == id && row.EnrolmentHash == state.EnrolmentHash);
        if (totp.StepOf(secret, form["code"].ToString().Replace(" ", "", StringComparison.Ordinal)) is not { } step)
        {
            return await account.Select(row => row.UserName).FirstOrDefaultAsync(cancellationToken) is { } name
                ? EnrolmentPages.Confirm(http, state, name, failed: true) : EnrolmentPages.Over(http);
        }

        var kept = totp.Protect(secret);
        var enrolled = await account.ExecuteUpdateAsync(
            row => row
                .SetProperty(one => one.PasswordHash, state.PasswordHash)
                .SetProperty(one => one.TotpSecret, kept)
                .SetProperty(one => one.TotpStep, step)
                .SetProperty(one => one.EnrolmentHash, (string?)null)
                .SetProperty(one => one.EnrolmentEndsAt, (DateTimeOffset?)null)
                .SetProperty(one => one.AccessFailedCount, 0)
                .SetProperty(one => one.LockoutEnd, (DateTimeOffset?)null),
            cancellationToken);
        SealedCookie<EnrolmentState>.Drop(http);
        return enrolled == 1 ? EnrolmentPages.Done(http) : EnrolmentPages.Over(http);
    }
}
