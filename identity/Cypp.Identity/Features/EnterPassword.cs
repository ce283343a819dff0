using Cypp.Identity.Pages;
using Cypp.Identity.SignIn;

namespace Cypp.Identity.Features;

/// <summary>POST /identity/sign-in/password: first step of a sign-in (ID-8).</summary>
internal static class EnterPassword
{
    public static void Map(RouteGroupBuilder pages) => pages.MapPost("/sign-in/password", HandleAsync).WithName("Identity_EnterPassword");

    private static async Task<IResult> HandleAsync(
        HttpContext http, SealedCookie<SignInState> cookie, SignInCheck check, CancellationToken cancellationToken)
    {
        var form = await http.FormAsync(cancellationToken);
        if (cookie.ReadFor(http, form) is not { PractitionerId: null } state)
        {
            return SignInPages.Over(http);
        }

        if (await check.PasswordAsync(state.ClientId, form["user"].ToString().Trim(), form["password"].ToString(), CallerAddress.Of(http), cancellationToken) is not { } id)
        {
            return SignInPages.Password(http, state, failed: true);
        }

        cookie.Write(http, state with { PractitionerId = id });
        return NextStep.Show();
    }
}
