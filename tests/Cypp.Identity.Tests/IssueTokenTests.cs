using System.Net;
using System.Security.Cryptography;
using Cypp.Access;
using Cypp.Identity.Data;
using Cypp.Identity.Features;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
        Assert.Equal(("at+jwt", "ES256"), (token.Typ, token.Alg));
        Assert.Equal((IdentityUnderTest.Issuer, "urn:cypp"), (token.Issuer, token.Audiences.Single()));
        Assert.Equal(TimeSpan.FromMinutes(5), token.ValidTo - token.IssuedAt);
        Assert.NotEmpty(token.Id);
        Assert.Equal("index early-help safeguarding learning health outcomes identity", token.GetClaim("scope").Value);
        Assert.Equal(IdentityUnderTest.ClientId, token.Subject);
        Assert.Equal(
            ["agency", "agency_type", "aud", "client_id", "cluster", "exp", "iat", "iss", "jti", "practitioner_id", "practitioner_role", "scope", "sub"],
            token.Claims.Select(claim => claim.Type).Distinct().Order());
        Assert.Null(body["refresh_token"]);
        string Claim(string name) => token.GetClaim(name).Value;
        Assert.Equal((IdentityUnderTest.AgencyId.ToString(), "school", "aire-valley"), (Claim("agency"), Claim("agency_type"), Claim("cluster")));
        Assert.Equal(
            (IdentityUnderTest.ClientId, Roles.SchoolLead, (string?)assertion.Claims["practitioner_id"]),
            (Claim("client_id"), Claim("practitioner_role"), Claim("practitioner_id")));
    }

    [Fact]
    public async Task Post_WithATokenThatIsKnown_IsAnsweredAsWithout()
    {
        var identity = await IdentityUnderTest.SharedAsync();
        var bearer = identity.Service.Issuer.TokenFor(TestPractitioner.Of(Roles.SchoolLead), identity.Service.Audience);
        using var client = identity.Service.AnonymousClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", bearer);
        using var known = await client.GetAsync($"/identity/v1/agencies/{IdentityUnderTest.AgencyId}");
        Assert.NotEqual(HttpStatusCode.Unauthorized, known.StatusCode);
        var asked = await identity.PostAsync("token", [("grant_type", "client_credentials"), ("client_assertion", identity.Assertion().Sign())], bearer);
        Assert.Equal(200, asked.Status);
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
    public async Task Post_EachAlgorithm_IsAcceptedWhereAllowed()
    {
        await using var identity = await IdentityUnderTest.StartAsync(Engine.Sqlite);
        foreach (var (algorithm, everyone) in (Dictionary<string, bool>)new()
        {
            ["PS256"] = true,
            ["PS512"] = true,
            ["ES256"] = true,
            ["ES384"] = true,
            ["RS256"] = false,
            ["RS512"] = false,
            ["PS384"] = false,
            ["RS384"] = false,
        })
        {
            var key = TestKey.For(algorithm);
            Assertion Signed() => new(IdentityUnderTest.ClientId, IdentityUnderTest.Issuer, identity.Now, key);
            Assert.Null(await identity.RegisterAsync(identity.Request(keys: key.Public)));
            Assert.Equal((algorithm, everyone ? 200 : 401), (algorithm, (await identity.AskAsync(Signed())).Status));
            Assert.Null(await identity.RegisterAsync(identity.Request(keys: key.Public) with { SignsWithPkcs1 = true }));
            var flagged = everyone || algorithm is "RS256" or "RS512";
            Assert.Equal((algorithm, flagged ? 200 : 401), (algorithm, (await identity.AskAsync(Signed())).Status));
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
    [InlineData("key-in-header")]
    [InlineData("key-address-in-header")]
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

    /// <summary>ID-3: a client may ask for less than it may have, and gets no more.</summary>
    [Fact]
    public async Task Post_WithScopes_GivesThoseOrRefuses()
    {
        await using var identity = await IdentityUnderTest.StartAsync(Engine.Sqlite);
        Assert.Equal("learning", new JsonWebToken(await identity.TokenAsync(("scope", "learning"))).GetClaim("scope").Value);
        Assert.Equal("scope-unknown", (await identity.RegisterAsync(identity.Request() with { Scopes = ["everything"] }))?.Code);
        Assert.Null(await identity.RegisterAsync(identity.Request() with { Scopes = ["index", "learning"] }));
        Assert.Equal("index learning", new JsonWebToken(await identity.TokenAsync()).GetClaim("scope").Value);
        var (status, body) = await identity.AskAsync(identity.Assertion().Sign(), ("scope", "learning health"));
        Assert.Equal((400, "invalid_scope"), (status, (string?)body["error"]));
    }

    /// <summary>ID-1: the row's key decides, not the process's memory.</summary>
    [Fact]
    public async Task Post_SameAssertionToTwoReplicasAtOnce_IsAcceptedOnce()
    {
        var (first, second) = await IdentityUnderTest.StartReplicasAsync();
        await using var one = first;
        await using var two = second;
        for (var round = 0; round < 5; round++)
        {
            var assertion = first.Assertion().Sign();
            var answers = await Task.WhenAll(new[] { first, second, first, second }.Select(replica => replica.AskAsync(assertion)));
            Assert.Equal([200, 401, 401, 401], answers.Select(answer => answer.Status).Order());
        }
    }

    /// <summary>ID-1: a jti is one client's own.</summary>
    [Fact]
    public async Task Post_SameJtiOfAnotherClient_IsAccepted()
    {
        await using var identity = await IdentityUnderTest.StartAsync(Engine.Sqlite);
        var other = TestKey.Ec("other");
        Assert.Null(await identity.RegisterAsync(identity.Request("south-school-system", other.Public) with { Id = Guid.CreateVersion7() }));
        var assertion = identity.Assertion();
        var same = new Assertion("south-school-system", IdentityUnderTest.Issuer, identity.Now, other)
            .With(one => one.Claims["jti"] = (string?)assertion.Claims["jti"]);
        Assert.Equal((200, 200), ((await identity.AskAsync(assertion)).Status, (await identity.AskAsync(same)).Status));
    }

    /// <summary>ID-1: a client's second key does not answer to the name of its first.</summary>
    [Fact]
    public async Task Post_KidOfTheClientsOtherKey_IsRefused()
    {
        await using var identity = await IdentityUnderTest.StartAsync(Engine.Sqlite);
        Assert.Null(await identity.RegisterAsync(identity.Request(keys: [identity.Key.Public, TestKey.Rsa("second").Public])));
        AssertRefused(await identity.AskAsync(identity.Assertion().With(assertion => Faults.Apply("kid-of-another-key", assertion, identity.Now))));
        Assert.Equal(200, (await identity.AskAsync(identity.Assertion())).Status);
    }

    /// <summary>ID-1: a used assertion is forgotten when its age alone refuses it, and not before.</summary>
    [Theory, Engines]
    public async Task Forget_UsedAssertion_WaitsUntilItsAgeRefusesIt(Engine engine)
    {
        await using var identity = await IdentityUnderTest.StartAsync(engine);
        var assertion = identity.Assertion().With(one => one.Claims["exp"] = identity.Now.AddSeconds(300).ToUnixTimeSeconds()).Sign();
        Assert.Equal(200, (await identity.AskAsync(assertion)).Status);
        var job = identity.Service.Services.GetServices<IHostedService>().OfType<ForgetAssertions>().Single();
        Task<int> SeenAsync() => identity.Service.InDatabaseAsync<IdentityDb, int>(db => db.SeenAssertions.CountAsync());
        identity.Service.Time.Advance(TimeSpan.FromSeconds(310));
        await job.RunOnceAsync(CancellationToken.None);
        Assert.Equal(1, await SeenAsync());
        AssertRefused(await identity.AskAsync(assertion));
        identity.Service.Time.Advance(TimeSpan.FromSeconds(20));
        await job.RunOnceAsync(CancellationToken.None);
        Assert.Equal(0, await SeenAsync());
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
