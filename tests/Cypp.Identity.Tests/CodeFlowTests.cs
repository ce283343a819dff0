using Cypp.Identity.Domain;
using Cypp.Testing;

namespace Cypp.Identity.Tests;

/// <summary>ID-7: what the code flow refuses.</summary>
public sealed class CodeFlowTests
{
    private static readonly string Long = new('v', 60);

    [Theory]
    [InlineData("redirect_uri", "https://web.test/callback/", "invalid_request")]
    [InlineData("redirect_uri", "https://web.test/callback?more=1", "invalid_request")]
    [InlineData("redirect_uri", "https://evil.test/callback", "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:mine", "invalid_request")]
    public async Task Push_WhatIsNotOffered_IsRefused(string parameter, string? value, string error)
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var (status, body) = await people.PushAsync(changes: (parameter, value));
        Assert.Equal((400, error), (status, (string?)body["error"]));
    }

    /// <summary>ID-1: the guard of assertions stands before the pushed request as before the token.</summary>
    [Fact]
    public async Task Push_ByWhoIsNotTheWebClient_IsRefused()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var identity = people.Identity;
        var once = new Assertion(PeopleUnderTest.WebClient, IdentityUnderTest.Issuer, identity.Now, PeopleUnderTest.WebKey);
        Assert.Equal(201, (await people.PushAsync(changes: ("client_assertion", once.Sign()))).Status);
        string?[] assertions =
        [
            once.Sign(), null, "nonsense",
            new Assertion(PeopleUnderTest.WebClient, IdentityUnderTest.Issuer, identity.Now, TestKey.Ec("web")).Sign(),
            new Assertion(PeopleUnderTest.WebClient, IdentityUnderTest.Issuer + "/connect/par", identity.Now, PeopleUnderTest.WebKey).Sign(),
        ];
        foreach (var assertion in assertions)
        {
            var (status, body) = await people.PushAsync(changes: ("client_assertion", assertion));
            Assert.Equal((401, "invalid_client"), (status, (string?)body["error"]));
        }

        // A system names who acts itself; it signs nobody in. Nor does the web client name anybody.
        var (refused, _) = await people.PushAsync(IdentityUnderTest.ClientId, identity.Key);
        Assert.Equal(400, refused);
        var asSystem = await identity.AskAsync(new Assertion(PeopleUnderTest.WebClient, IdentityUnderTest.Issuer, identity.Now, PeopleUnderTest.WebKey));
        Assert.Equal((401, "invalid_client"), (asSystem.Status, (string?)asSystem.Body["error"]));
    }

    [Fact]
    public async Task Authorize_WithARequestThatIsNotIts_Is400()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var otherKey = TestKey.Ec("other-web");
        Assert.Null(await people.RegisterWebAsync("other-web", otherKey, IdentityUnderTest.AgencyId));
        var uri = (string)(await people.PushAsync()).Body["request_uri"]!;
        var browser = people.Browse();
        foreach (var address in new[]
        {
            PeopleUnderTest.AddressOf("other-web", uri),
            PeopleUnderTest.AddressOf(PeopleUnderTest.WebClient, "urn:ietf:params:oauth:request_uri:mine"),
            $"/identity/connect/authorize?client_id={PeopleUnderTest.WebClient}&response_type=code&redirect_uri=https%3A%2F%2Fweb.test%2Fcallback",
        })
        {
            await browser.OpenAsync(address);
            Assert.Equal((400, null), (browser.Status, browser.SentTo));
        }

        people.Identity.Service.Time.Advance(SignInLimits.SignIn + TimeSpan.FromSeconds(1));
        await browser.OpenAsync(PeopleUnderTest.AddressOf(PeopleUnderTest.WebClient, uri));
        Assert.Equal(400, browser.Status);
    }

    [Theory, Engines]
    public async Task Redeem_SpoiltCode_IsRefused(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var person = await people.EnrolledAsync();
        var otherKey = TestKey.Ec("other-web");
        Assert.Null(await people.RegisterWebAsync("other-web", otherKey, IdentityUnderTest.AgencyId));
        async Task<string> CodeAsync() => (await people.SignInAsync(person))["code"];
        async Task RefusedAsync(Task<(int Status, System.Text.Json.Nodes.JsonNode Body)> answer)
        {
            var (status, body) = await answer;
            Assert.Equal((400, "invalid_grant"), (status, (string?)body["error"]));
        }

        await RefusedAsync(people.RedeemAsync(await CodeAsync(), verifier: Long));
        await RefusedAsync(people.RedeemAsync(await CodeAsync(), redirect: "https://web.test/other"));
        await RefusedAsync(people.RedeemAsync(await CodeAsync(), clientId: "other-web", key: otherKey));
        await RefusedAsync(people.RedeemAsync("nonsense"));
        var late = await CodeAsync();
        people.Identity.Service.Time.Advance(SignInLimits.Code);
        await RefusedAsync(people.RedeemAsync(late));
    }

    /// <summary>Reuse of a code or refresh token ends the session: what was got with it is worth nothing either.</summary>
    [Theory, Engines]
    public async Task Redeem_CodeTwice_EndsTheSession(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var person = await people.EnrolledAsync();
        var code = (await people.SignInAsync(person))["code"];
        var (first, body) = await people.RedeemAsync(code);
        var (access, refresh) = ((string)body["access_token"]!, (string)body["refresh_token"]!);
        Assert.Equal((200, 200), (first, (await people.ExchangeAsync(access)).Status));
        var (second, error) = await people.RedeemAsync(code);
        Assert.Equal((400, "invalid_grant"), (second, (string?)error["error"]));
        await SessionTests.AssertEndedAsync(people, access, refresh);
    }

    [Theory, Engines]
    public async Task Refresh_Twice_EndsTheSession(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var (access, refresh) = await people.SessionAsync(await people.EnrolledAsync());
        var (first, body) = await people.RefreshAsync(refresh);
        Assert.Equal(200, first);
        Assert.NotEqual(access, (string?)body["access_token"]);
        Assert.Equal(400, (await people.RefreshAsync(refresh)).Status);
        await SessionTests.AssertEndedAsync(people, (string)body["access_token"]!, (string)body["refresh_token"]!);
    }

    [Fact]
    public async Task Register_WebClientThatCannotBe_IsRefusedByName()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        Task<string?> CodeAsync(string clientId, string redirect = PeopleUnderTest.Redirect, Guid? agency = null) =>
            people.RegisterWebAsync(clientId, PeopleUnderTest.WebKey, agency ?? IdentityUnderTest.AgencyId, redirect);
        Assert.Equal("client-of-another-kind", await CodeAsync(IdentityUnderTest.ClientId));
        Assert.Equal("client-of-another-kind", (await people.Identity.RegisterAsync(people.Identity.Request(PeopleUnderTest.WebClient)))?.Code);
        Assert.Equal("agency-unknown", await CodeAsync("new-web", agency: Guid.CreateVersion7()));
        Assert.Equal("redirect-unusable", await CodeAsync("new-web", "http://web.test/callback"));
        Assert.Equal("redirect-unusable", await CodeAsync("new-web", "https://web.test/callback?a=b"));
        Assert.Equal("redirect-unusable", await CodeAsync("new-web", "https://web.test/callback#a"));
        Assert.Null(await CodeAsync("new-web", "http://localhost:8787/callback"));
    }
}
