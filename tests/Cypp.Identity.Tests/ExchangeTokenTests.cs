using System.Text.Json;
using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Cypp.Identity.Tests;

/// <summary>ID-4: the gateway swaps a caller's token for one of a service; nothing in it grows.</summary>
public sealed class ExchangeTokenTests
{
    private const string AccessToken = IdentityUnderTest.AccessToken;
    private static readonly TestKey Gateway = TestKey.Ec("gateway");

    [Theory, Engines]
    public async Task Post_CallersToken_GivesOneOfTheService(Engine engine)
    {
        await using var identity = await StartAsync(engine);
        var outer = new JsonWebToken(await identity.TokenAsync());
        var (status, body) = await ExchangeAsync(identity, outer.EncodedToken, "learning");
        Assert.Equal((200, AccessToken, "Bearer"), (status, (string?)body["issued_token_type"], (string?)body["token_type"]));
        var inner = new JsonWebToken((string?)body["access_token"]);
        Assert.Equal(("at+jwt", "urn:svc:learning", "learning"), (inner.Typ, inner.Audiences.Single(), inner.GetClaim("scope").Value));
        Assert.Equal(TimeSpan.FromSeconds(60), inner.ValidTo - inner.IssuedAt);
        Assert.Equal("gateway", JsonDocument.Parse(inner.GetClaim("act").Value).RootElement.GetProperty("sub").GetString());
        Assert.Equal("gateway", inner.GetClaim("client_id").Value);
        string[] copied = ["sub", "agency", "agency_type", "cluster", "practitioner_id", "practitioner_role"];
        Assert.All(copied, name => Assert.Equal(outer.GetClaim(name).Value, inner.GetClaim(name).Value));
        Assert.NotEqual(outer.Id, inner.Id);
    }

    [Fact]
    public async Task Post_MoreScopeThanTheCallers_GivesTheCallersOnly()
    {
        await using var identity = await StartAsync(Engine.Sqlite);
        var outer = await identity.TokenAsync(("scope", "learning"));
        var (_, body) = await ExchangeAsync(identity, outer, "learning", "learning health safeguarding");
        Assert.Equal("learning", new JsonWebToken((string?)body["access_token"]).GetClaim("scope").Value);
        Assert.Equal((400, "invalid_scope"), Of(await ExchangeAsync(identity, outer, "health")));
        Assert.Equal((400, "invalid_scope"), Of(await ExchangeAsync(identity, outer, "learning", "")));
    }

    [Fact]
    public async Task Post_TokenThatEndsSoon_GivesOneThatEndsNoLater()
    {
        await using var identity = await StartAsync(Engine.Sqlite);
        var outer = new JsonWebToken(await identity.TokenAsync());
        identity.Service.Time.Advance(TimeSpan.FromSeconds(280));
        var (_, body) = await ExchangeAsync(identity, outer.EncodedToken, "learning");
        var inner = new JsonWebToken((string?)body["access_token"]);
        Assert.InRange(inner.ValidTo - outer.ValidTo, TimeSpan.FromSeconds(-1), TimeSpan.Zero);
        identity.Service.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal((400, "invalid_grant"), Of(await ExchangeAsync(identity, outer.EncodedToken, "learning")));
    }

    [Fact]
    public async Task Post_WhatIsNoCallersToken_IsRefused()
    {
        await using var identity = await StartAsync(Engine.Sqlite);
        var outer = await identity.TokenAsync();
        var (_, body) = await ExchangeAsync(identity, outer, "learning");
        var inner = (string)body["access_token"]!;
        Assert.Equal((400, "invalid_grant"), Of(await ExchangeAsync(identity, inner, "learning")));
        Assert.Equal((400, "invalid_grant"), Of(await ExchangeAsync(identity, inner, "health", "learning health")));
        Assert.Equal((400, "invalid_grant"), Of(await ExchangeAsync(identity, outer[..^10] + "AAAAAAAAAA", "learning")));
        Assert.Equal((400, "invalid_grant"), Of(await ExchangeAsync(identity, identity.Assertion().Sign(), "learning")));
        Assert.Equal((400, "invalid_target"), Of(await ExchangeAsync(identity, outer, "elsewhere", "learning")));
        Assert.Equal((400, "invalid_target"), Of(await SendAsync(identity, ByGateway(identity), outer, ("scope", "learning"))));
        Assert.Equal(
            (400, "invalid_target"),
            Of(await SendAsync(identity, ByGateway(identity), outer, ("scope", "learning"), ("audience", "urn:svc:learning"), ("audience", "urn:svc:health"))));
    }

    [Fact]
    public async Task Post_RoleThatTheAgencyHasLost_IsRefused()
    {
        await using var identity = await StartAsync(Engine.Sqlite);
        var outer = await identity.TokenAsync();
        Assert.Null(await identity.RegisterAsync(identity.Request() with { Roles = [Roles.KeyAdult] }));
        Assert.Equal((400, "invalid_grant"), Of(await ExchangeAsync(identity, outer, "learning")));
    }

    [Fact]
    public async Task Post_ByAnyoneButTheGateway_IsRefused()
    {
        await using var identity = await StartAsync(Engine.Sqlite);
        var outer = await identity.TokenAsync();
        (string, string)[] learning = [("scope", "learning"), ("audience", "urn:svc:learning")];
        Assert.Equal((401, "invalid_client"), Of(await SendAsync(identity, identity.Assertion(), outer, learning)));
        var forged = new Assertion("gateway", IdentityUnderTest.Issuer, identity.Now, TestKey.Ec("gateway"));
        Assert.Equal((401, "invalid_client"), Of(await SendAsync(identity, forged, outer, learning)));
        var used = ByGateway(identity);
        Assert.Equal(200, (await SendAsync(identity, used, outer, learning)).Status);
        Assert.Equal((401, "invalid_client"), Of(await SendAsync(identity, used, outer, learning)));
        // Nor does the gateway get a token of its own.
        Assert.Equal((401, "invalid_client"), Of(await identity.AskAsync(ByGateway(identity))));
    }

    private static Task<IdentityUnderTest> StartAsync(Engine engine) => IdentityUnderTest.StartAsync(engine, gateway: Gateway);

    private static Assertion ByGateway(IdentityUnderTest identity) => new("gateway", IdentityUnderTest.Issuer, identity.Now, Gateway);

    private static (int Status, string? Error) Of((int Status, JsonNode Body) answer) => (answer.Status, (string?)answer.Body["error"]);

    private static Task<(int Status, JsonNode Body)> ExchangeAsync(IdentityUnderTest identity, string token, string service, string? scope = null) =>
        SendAsync(identity, ByGateway(identity), token, ("scope", scope ?? service), ("audience", "urn:svc:" + service));

    private static Task<(int Status, JsonNode Body)> SendAsync(
        IdentityUnderTest identity, Assertion assertion, string token, params (string Name, string Value)[] more) =>
        identity.ExchangeAsync(assertion, token, more);
}
