using System.Security.Cryptography;
using Cypp.Access;
using Cypp.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Tests;

/// <summary>ID-1, ID-2, ID-3: what a client assertion may look like, and what the token then says.</summary>
public sealed class IssueTokenTests
{
    [Theory, Engines]
    public async Task Post_GoodAssertion_GivesATokenThatNamesAgencyAndPractitioner(Engine engine)
    {
        await using var identity = await IdentityUnderTest.StartAsync(engine);
        var assertion = identity.Assertion();
        var (status, body) = await identity.AskAsync(assertion);
        Assert.Equal((200, "Bearer"), (status, (string?)body["token_type"]));
        var token = new JsonWebToken((string?)body["access_token"]);
        Assert.Equal(("at+jwt", "RS256"), (token.Typ, token.Alg));
        Assert.Equal((IdentityUnderTest.Issuer, "urn:cypp"), (token.Issuer, token.Audiences.Single()));
        Assert.Equal(TimeSpan.FromMinutes(5), token.ValidTo - token.IssuedAt);
        Assert.NotEmpty(token.Id);
        string Claim(string name) => token.GetClaim(name).Value;
        Assert.Equal((IdentityUnderTest.AgencyId.ToString(), "school", "aire-valley"), (Claim("agency"), Claim("agency_type"), Claim("cluster")));
        Assert.Equal(
            (IdentityUnderTest.ClientId, Roles.SchoolLead, (string?)assertion.Claims["practitioner_id"]),
            (Claim("client_id"), Claim("practitioner_role"), Claim("practitioner_id")));
    }

    public static TheoryData<string?> TypesOfRealClients => [(string?)null, "JWT", "client-authentication+jwt"];

    [Theory, MemberData(nameof(TypesOfRealClients))]
    public async Task Post_TypeThatRealClientsSend_IsAccepted(string? type)
    {
        var identity = await IdentityUnderTest.SharedAsync();
        var assertion = identity.Assertion();
        assertion.Header.Remove("typ");
        if (type is not null)
        {
            assertion.Header["typ"] = type;
        }

        Assert.Equal(200, (await identity.AskAsync(assertion)).Status);
    }

    [Fact]
    public async Task Post_EachAllowedAlgorithm_IsAccepted()
    {
        await using var identity = await IdentityUnderTest.StartAsync(Engine.Sqlite);
        foreach (var key in new[] { TestKey.Ec("ec"), TestKey.Rsa("pss", SecurityAlgorithms.RsaSsaPssSha256), TestKey.Rsa("rs") })
        {
            Assert.Null(await identity.RegisterAsync(identity.Request(keys: key.Public)));
            var assertion = new Assertion(IdentityUnderTest.ClientId, IdentityUnderTest.Issuer, identity.Now, key);
            Assert.Equal((key.Kid, 200), (key.Kid, (await identity.AskAsync(assertion)).Status));
        }
    }

    /// <summary>The table of what OpenIddict alone lets pass or answers with other codes.</summary>
    [Theory]
    [InlineData("typ-of-access-token")]
    [InlineData("typ-unknown")]
    [InlineData("aud-token-endpoint")]
    [InlineData("aud-two")]
    [InlineData("aud-missing")]
    [InlineData("jti-missing")]
    [InlineData("jti-long")]
    [InlineData("exp-missing")]
    [InlineData("exp-in-ten-years")]
    [InlineData("exp-a-minute-ago")]
    [InlineData("iat-missing")]
    [InlineData("iat-in-an-hour")]
    [InlineData("nbf-in-an-hour")]
    [InlineData("kid-unknown")]
    [InlineData("kid-missing")]
    [InlineData("sub-of-another")]
    [InlineData("iss-of-another")]
    [InlineData("role-not-allowed")]
    [InlineData("role-missing")]
    [InlineData("practitioner-missing")]
    [InlineData("practitioner-not-an-id")]
    public async Task Post_SpoiltAssertion_IsRefusedAlike(string fault)
    {
        var identity = await IdentityUnderTest.SharedAsync();
        AssertRefused(await identity.AskAsync(identity.Assertion().With(assertion => Faults.Apply(fault, assertion, identity.Now))));
    }

    [Fact]
    public async Task Post_SignatureThatProvesNothing_IsRefused()
    {
        var identity = await IdentityUnderTest.SharedAsync();
        var unsigned = identity.Assertion().With(assertion => assertion.Header["alg"] = "none");
        AssertRefused(await identity.AskAsync(unsigned.Sign(_ => [])));
        var shared = identity.Assertion().With(assertion => assertion.Header["alg"] = "HS256");
        var publicKey = ((RsaSecurityKey)identity.Key.Private).Rsa.ExportSubjectPublicKeyInfo();
        AssertRefused(await identity.AskAsync(shared.Sign(bytes => HMACSHA256.HashData(publicKey, bytes))));
        AssertRefused(await identity.AskAsync(new Assertion(IdentityUnderTest.ClientId, IdentityUnderTest.Issuer, identity.Now, TestKey.Rsa("first"))));
        AssertRefused(await identity.AskAsync("not-a-token"));
    }

    [Fact]
    public async Task Post_KeyOfAnotherClient_IsRefused()
    {
        var identity = await IdentityUnderTest.SharedAsync();
        var other = TestKey.Rsa("other");
        Assert.Null(await identity.RegisterAsync(identity.Request("south-school-system", other.Public) with { Id = Guid.CreateVersion7() }));
        AssertRefused(await identity.AskAsync(new Assertion(IdentityUnderTest.ClientId, IdentityUnderTest.Issuer, identity.Now, other)));
        Assert.Equal(200, (await identity.AskAsync(new Assertion("south-school-system", IdentityUnderTest.Issuer, identity.Now, other))).Status);
    }

    [Theory, Engines]
    public async Task Post_SameAssertionTwiceAtOnce_IsAcceptedOnce(Engine engine)
    {
        await using var identity = await IdentityUnderTest.StartAsync(engine);
        var assertion = identity.Assertion().Sign();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => identity.AskAsync(assertion)));
        Assert.Equal([200, 401, 401, 401], answers.Select(answer => answer.Status).Order());
        AssertRefused(await identity.AskAsync(assertion));
    }

    [Fact]
    public async Task Post_AnotherGrant_IsUnsupported()
    {
        var identity = await IdentityUnderTest.SharedAsync();
        using var form = new FormUrlEncodedContent([new("grant_type", "password")]);
        using var response = await identity.Service.AnonymousClient().PostAsync("/identity/connect/token", form);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("unsupported_grant_type", await response.Content.ReadAsStringAsync());
    }

    private static void AssertRefused((int Status, System.Text.Json.Nodes.JsonNode Body) answer) =>
        Assert.Equal((401, "invalid_client", "The client assertion was not accepted."), (answer.Status, (string?)answer.Body["error"], (string?)answer.Body["error_description"]));
}
