using Microsoft.AspNetCore.Http;

namespace Cypp.ServiceKit.Trust;

/// <summary>The bearer token of a request (RFC 6750), believed or not.</summary>
/// <param name="Key">See <see cref="ValidatedTokens.KeyOf"/>.</param>
public sealed record CallersToken(string Value, string Key)
{
    public const string Scheme = "Bearer ";

    /// <summary>Read and hashed once a request, whatever the header is changed to later.</summary>
    public static CallersToken? Of(HttpContext context)
    {
        if (context.Features.Get<CallersToken>() is { } read)
        {
            return read;
        }

        if (context.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var value = header[Scheme.Length..].Trim();
        var token = new CallersToken(value, ValidatedTokens.KeyOf(value));
        context.Features.Set(token);
        return token;
    }

    /// <summary>Records print what they hold; this one would print a secret.</summary>
    public override string ToString() => nameof(CallersToken);
}
