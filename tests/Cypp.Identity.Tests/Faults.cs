using System.Text.Json;
using System.Text.Json.Nodes;
using Cypp.Access;

namespace Cypp.Identity.Tests;

/// <summary>One thing wrong with an assertion, by name.</summary>
internal static class Faults
{
    public static void Apply(string fault, Assertion assertion, DateTimeOffset now)
    {
        var (header, claims) = (assertion.Header, assertion.Claims);
        long In(int seconds) => now.AddSeconds(seconds).ToUnixTimeSeconds();
        Action change = fault switch
        {
            "typ-of-access-token" => () => header["typ"] = "at+jwt",
            "typ-unknown" => () => header["typ"] = "logout+jwt",
            "aud-token-endpoint" => () => claims["aud"] = IdentityUnderTest.Issuer + "/connect/token",
            "aud-two" => () => claims["aud"] = new JsonArray(IdentityUnderTest.Issuer, "https://elsewhere.test"),
            "aud-missing" => () => claims.Remove("aud"),
            "jti-missing" => () => claims.Remove("jti"),
            "jti-long" => () => claims["jti"] = new string('j', 129),
            "exp-missing" => () => claims.Remove("exp"),
            "exp-in-ten-years" => () => claims["exp"] = In(10 * 365 * 86400),
            "exp-a-minute-ago" => () => (claims["iat"], claims["exp"]) = (In(-120), In(-60)),
            "iat-missing" => () => claims.Remove("iat"),
            "iat-in-an-hour" => () => claims["iat"] = In(3600),
            "nbf-in-an-hour" => () => claims["nbf"] = In(3600),
            "kid-unknown" => () => header["kid"] = "nobody",
            "kid-missing" => () => header.Remove("kid"),
            "kid-of-another-key" => () => header["kid"] = "second",
            "key-in-header" => () => (header["kid"], header["jwk"]) = ("mine", JsonNode.Parse(JsonSerializer.Serialize(TestKey.Rsa("mine").Public))),
            "key-address-in-header" => () => (header["kid"], header["jku"]) = ("mine", "https://elsewhere.test/jwks"),
            "sub-of-another" => () => claims["sub"] = "south-school-system",
            "iss-of-another" => () => claims["iss"] = "south-school-system",
            "role-not-allowed" => () => claims["practitioner_role"] = Roles.SocialWorker,
            "role-missing" => () => claims.Remove("practitioner_role"),
            "practitioner-missing" => () => claims.Remove("practitioner_id"),
            "practitioner-not-an-id" => () => claims["practitioner_id"] = "someone",
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
        change();
    }
}
