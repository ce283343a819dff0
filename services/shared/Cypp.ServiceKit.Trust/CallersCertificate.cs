using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cypp.ServiceKit.Trust;

/// <summary>The certificate that an agency's system showed where its TLS ended, and the token that is bound to one (RFC 8705, section 3).</summary>
/// <param name="Thumbprint">SHA-256 of its DER, base64url.</param>
public sealed record CallersCertificate(string Thumbprint)
{
    /// <summary>Characters of a thumbprint.</summary>
    public const int ThumbprintLength = 43;

    /// <summary>By which the gateway tells the service behind it. What a caller says by it does not pass the edge.</summary>
    public const string Header = "X-Certificate-Thumbprint";

    /// <summary>Of a token that is good with one certificate only (RFC 7800).</summary>
    public const string Claim = "cnf";

    private const string Member = "x5t#S256";

    public static string ThumbprintOf(ReadOnlySpan<byte> der) => Base64Url.EncodeToString(SHA256.HashData(der));

    /// <returns>Value of <see cref="Claim"/> in a token that is bound to the certificate.</returns>
    public static JsonObject Confirmation(string thumbprint) => new() { [Member] = thumbprint };

    /// <summary>Whether a token is bound to nothing, or to the certificate that was shown. One that is bound in a way unknown here is good for nobody.</summary>
    public static bool Meets(string? shown, ClaimsPrincipal token) =>
        token.FindFirst(Claim) is not { } bound || (shown is not null && ThumbprintIn(bound.Value) == shown);

    /// <returns>The certificate that the value of a claim names; null: none.</returns>
    public static string? ThumbprintIn(string confirmation)
    {
        try
        {
            return JsonNode.Parse(confirmation) is JsonObject members && members[Member] is JsonValue value && value.TryGetValue<string>(out var thumbprint) ? thumbprint : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
