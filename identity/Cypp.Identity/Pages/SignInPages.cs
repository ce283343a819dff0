using Cypp.Identity.SignIn;

namespace Cypp.Identity.Pages;

/// <summary>The steps of a sign-in. One message for whatever is wrong: it does not tell who is known or locked out.</summary>
internal static class SignInPages
{
    private const string Title = "Sign in";

    public static IResult Password(HttpContext http, SignInState state, bool failed = false)
    {
        var error = failed ? "The user name or password was not accepted. After several attempts sign-in pauses for 15 minutes." : null;
        var fields = Page.Field("user", "User name", "username", error: error)
            + Page.Field("password", "Password", "current-password", error: error, secret: true);
        return Page.Show(http, Title, Page.Form("sign-in/password", state.Form, fields, "Continue"), error, state.ClientOrigin);
    }

    public static IResult Code(HttpContext http, SignInState state, bool failed = false)
    {
        var error = failed ? "The code was not accepted. Wait for the next one; after several attempts sign-in pauses for 15 minutes." : null;
        var fields = Page.Field("code", "Code", "one-time-code", "Six digits that your authenticator shows now.", error, digits: true);
        return Page.Show(http, Title, Page.Form("sign-in/code", state.Form, fields, "Continue"), error, state.ClientOrigin);
    }

    public static IResult Role(HttpContext http, SignInState state, IReadOnlyList<string> roles, bool failed = false)
    {
        var error = failed ? "Choose one of the roles." : null;
        var choices = string.Concat(roles.Select((role, index) => $"""
            <p class="choice"><input type="radio" id="role-{index}" name="role" value="{role}" required><label for="role-{index}">{role.Replace('-', ' ')}</label></p>
            """));
        var fields = $"""
            <fieldset{(failed ? " aria-describedby=\"role-error\"" : "")}><legend>In which role do you act in this session?</legend>
            {(failed ? $"""<p class="error" id="role-error">{error}</p>""" : "")}{choices}</fieldset>
            """;
        return Page.Show(http, "Choose a role", Page.Form("sign-in/role", state.Form, fields, "Continue"), error, state.ClientOrigin);
    }

    public static IResult Over(HttpContext http) => Page.Show(
        http, Title, "<p>Go back to the system from which you came, and sign in from there again.</p>", "This sign-in has ended, or did not begin here.");
}
