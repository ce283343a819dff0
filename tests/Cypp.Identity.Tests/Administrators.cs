using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Tests;

/// <summary>Who administers in tests, and what they send.</summary>
internal static class Administrators
{
    public const string Agencies = "/identity/v1/agencies";

    public static string Of(Guid agencyId, string rest = "") => $"{Agencies}/{agencyId}{rest}";

    /// <summary>The operator's administrator by its system's word; <see cref="SignedIn"/> for what takes two people.</summary>
    public static TestPractitioner Operator { get; } = TestPractitioner.Of(Roles.PlatformAdministrator);

    public static TestPractitioner SignedIn(this TestPractitioner practitioner, IdentityUnderTest identity) => practitioner with { SignedInAt = identity.Now.AddMinutes(-1) };

    public static string InAMonth(IdentityUnderTest identity) => DateOnly.FromDateTime(identity.Now.UtcDateTime).AddDays(30).ToString("yyyy-MM-dd");

    public static JsonObject Jwk(TestKey key) => JsonNode.Parse(JsonSerializerOf(key.Public))!.AsObject();

    public static object Keys(params TestKey[] keys) => keys.Select(key => new { jwk = Jwk(key) }).ToArray();

    /// <returns>The new agency.</returns>
    public static async Task<Guid> RegisterAsync(IdentityUnderTest identity, string type, params string[] roles)
    {
        var id = Guid.CreateVersion7();
        var answer = await identity.Service.ClientFor(Operator.SignedIn(identity)).PostAsync(
            Agencies, new { agencyId = id, name = "New agency", type, roles, contractEndsOn = InAMonth(identity) });
        Assert.True(answer.Status == 201, answer.Body);
        return id;
    }

    private static string JsonSerializerOf(JsonWebKey key) => System.Text.Json.JsonSerializer.Serialize(
        new Dictionary<string, string?> { ["kty"] = key.Kty, ["n"] = key.N, ["e"] = key.E, ["crv"] = key.Crv, ["x"] = key.X, ["y"] = key.Y, ["kid"] = key.KeyId }
            .Where(part => part.Value is not null).ToDictionary());
}
