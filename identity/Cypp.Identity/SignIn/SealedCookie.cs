using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cypp.Identity.Domain;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.SignIn;

/// <summary>State between the forms of one visit.</summary>
internal interface IFormState
{
    string Form { get; }

    long EndsAt { get; }
}

/// <summary>
/// State of a visit in a cookie: encrypted, for this host alone (RFC 6265bis section 4.1.3.2), unreadable by script, gone
/// after ten minutes. The edge lets it through on the pages of the sign-in and nowhere else.
/// </summary>
internal sealed class SealedCookie<T>(IDataProtectionProvider protection, TimeProvider clock) where T : class, IFormState
{
    private static readonly string Name = typeof(T) == typeof(SignInState) ? "__Host-cypp-sign-in" : "__Host-cypp-enrolment";

    private readonly IDataProtector _protector = protection.CreateProtector(Name);

    public long EndsAt => (clock.GetUtcNow() + SignInLimits.SignIn).ToUnixTimeSeconds();

    public static string NewForm() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));

    public T? Read(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { } text)
        {
            return null;
        }

        try
        {
            var state = JsonSerializer.Deserialize<T>(_protector.Unprotect(text));
            return state?.EndsAt > clock.GetUtcNow().ToUnixTimeSeconds() ? state : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <returns>The state of the visit, if the form is one of its own.</returns>
    public T? ReadFor(HttpContext http, IFormCollection form) =>
        Read(http) is { } state && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state.Form), Encoding.UTF8.GetBytes(form["form"].ToString()))
            ? state : null;

    public void Write(HttpContext http, T state) =>
        http.Response.Cookies.Append(Name, _protector.Protect(JsonSerializer.Serialize(state)), Options(SignInLimits.SignIn));

    public static void Drop(HttpContext http) => http.Response.Cookies.Append(Name, "", Options(TimeSpan.Zero));

    // Lax: the visit begins with a link from the client's site.
    private static CookieOptions Options(TimeSpan age) => new() { HttpOnly = true, Secure = true, Path = "/", SameSite = SameSiteMode.Lax, MaxAge = age, IsEssential = true };
}
