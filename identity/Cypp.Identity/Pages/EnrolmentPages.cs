using Cypp.Identity.SignIn;

namespace Cypp.Identity.Pages;

/// <summary>The steps by which a person makes an account their own.</summary>
internal static class EnrolmentPages
{
    private const string Title = "Set up your account";

    public static IResult Begin(HttpContext http, EnrolmentState state, string? error = null, bool isPassword = false)
    {
        var atCode = isPassword ? null : error;
        var fields = Page.Field("user", "User name", "username", error: atCode)
            + Page.Field("enrolment", "Enrolment code", "off", "From the person who registered you; good once.", atCode)
            + Page.Field("password", "New password", "new-password", "At least 12 characters; your user name must not be in it.", isPassword ? error : null, secret: true);
        return Page.Show(http, Title, Page.Form("enrol/password", state.Form, fields, "Continue"), error);
    }

    /// <param name="userName">As registered.</param>
    public static IResult Confirm(HttpContext http, EnrolmentState state, string userName, bool failed = false)
    {
        var error = failed ? "The code was not accepted. Check that the key is entered as shown and the telephone's clock is right." : null;
        var uri = $"otpauth://totp/Cypp:{Uri.EscapeDataString(userName)}?secret={state.Secret}&issuer=Cypp";
        var key = string.Join(' ', state.Secret!.Chunk(4).Select(four => new string(four)));
        var body = $"""
            <p>Add this key to an authenticator application on your telephone (time-based, six digits), or
            <a href="{Page.Text(uri)}">open it in one on this device</a>. It is shown this once.</p>
            <p><code id="secret">{key}</code></p>
            """;
        var fields = Page.Field("code", "Code", "one-time-code", "Six digits that the authenticator now shows for Cypp.", error, digits: true);
        return Page.Show(http, "Set up your authenticator", body + Page.Form("enrol/authenticator", state.Form, fields, "Finish"), error);
    }

    public static IResult Done(HttpContext http) =>
        Page.Show(http, "Your account is ready", "<p>Sign in from the system that you work with: user name, password, and a code of your authenticator.</p>");

    public static IResult Over(HttpContext http) => Page.Show(
        http, Title, """<p><a href="/identity/enrol">Begin again</a>.</p>""", "This enrolment has ended.");
}
