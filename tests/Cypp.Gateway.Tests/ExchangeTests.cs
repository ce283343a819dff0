using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;

namespace Cypp.Gateway.Tests;

/// <summary>ID-4, GW-2, GW-3: each service gets a token of its own, and none ever the caller's.</summary>
public sealed class ExchangeTests
{
    [Fact]
    public async Task Get_AtTwoServices_GivesEachATokenOfItsOwn()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        using var client = gateway.Client(gateway.Token);
        Assert.Equal("echo", await client.GetStringAsync("/index/v1/own-token"));
        Assert.Equal("echo", await client.GetStringAsync("/learning/v1/own-token"));
        var (index, learning) = (gateway.TokenSeenAt("/index/v1/own-token"), gateway.TokenSeenAt("/learning/v1/own-token"));
        Assert.Equal(("urn:svc:index", "index"), (index.Audiences.Single(), index.GetClaim("scope").Value));
        Assert.Equal(("urn:svc:learning", "learning"), (learning.Audiences.Single(), learning.GetClaim("scope").Value));
        Assert.Equal(Access.Roles.SocialWorker, index.GetClaim("practitioner_role").Value);
    }

    [Fact]
    public async Task Get_ManyTimesAtOnce_ExchangesOnceUntilTenSecondsBeforeItEnds()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(ownIdentity: true);
        using var client = gateway.Client(gateway.Token);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetStringAsync("/index/v1/cached")));
        gateway.Identity.Told.Advance(TimeSpan.FromSeconds(48));
        await client.GetStringAsync("/index/v1/cached");
        var tokens = gateway.Echo.Requests.Select(seen => seen.Headers["Authorization"]).ToList();
        Assert.Equal((21, 1), (tokens.Count, tokens.Distinct().Count()));
        gateway.Identity.Told.Advance(TimeSpan.FromSeconds(3));
        await client.GetStringAsync("/index/v1/cached");
        Assert.NotEqual(tokens[0], gateway.Echo.Requests.Last().Headers["Authorization"]);
    }

    [Fact]
    public async Task Get_WithAnotherToken_IsNotServedFromTheCacheOfTheFirst()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        await gateway.Client(gateway.Token).GetStringAsync("/index/v1/first-caller");
        await gateway.Client(gateway.Token).GetStringAsync("/index/v1/second-caller");
        var (first, second) = (gateway.TokenSeenAt("/index/v1/first-caller"), gateway.TokenSeenAt("/index/v1/second-caller"));
        Assert.NotEqual(first.GetClaim("practitioner_id").Value, second.GetClaim("practitioner_id").Value);
    }

    [Fact]
    public async Task Get_IdentityDown_Is503AndNothingPasses()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(["--Exchange:Address=http://127.0.0.1:9/identity/connect/token"]);
        var answer = await new AgencyClient(gateway.Client(gateway.Token)).GetAsync("/index/v1/never");
        Assert.Equal((503, "temporarily-unavailable"), (answer.Status, answer.Code));
        Assert.Empty(gateway.Echo.Requests);
    }

    /// <summary>GW-10: a replica of identity that ends. An assertion is taken once, so that the second try needs another.</summary>
    [Fact]
    public async Task Get_TheFirstAnswerOfIdentityIsLost_IsAskedForAgain()
    {
        var identity = (await GatewayUnderTest.SharedAsync()).Identity;
        await using var relay = new LosingRelay(new Uri(identity.Address).Port);
        await using var gateway = await GatewayUnderTest.StartAsync([$"--Exchange:Address=http://127.0.0.1:{relay.Port}/identity/connect/token"], with: identity);
        Assert.Equal("echo", await gateway.Client(gateway.Token).GetStringAsync("/index/v1/again"));
        Assert.Equal(2, relay.Connections);
    }

    [Fact]
    public async Task Get_ServiceThatTheTokenIsNotFor_Is403()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var token = gateway.Issuer.TokenFor(TestPractitioner.Of(Access.Roles.SocialWorker), scope: "learning");
        var answer = await new AgencyClient(gateway.Client(token)).GetAsync("/index/v1/not-for-it");
        Assert.Equal((403, "forbidden"), (answer.Status, answer.Code));
        Assert.Equal("echo", await gateway.Client(token).GetStringAsync("/learning/v1/for-it"));
        Assert.DoesNotContain(gateway.Echo.Requests, seen => seen.Target == "/index/v1/not-for-it");
    }

    /// <summary>GW-2: the gateway takes only what is meant for it, so that a service cannot go through it as its caller.</summary>
    [Fact]
    public async Task Get_WithATokenOfAService_Is401()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var inner = gateway.Issuer.TokenFor(TestPractitioner.Of(Access.Roles.SocialWorker), TokenTrust.AudienceOf("index"));
        Assert.Equal(401, (await new AgencyClient(gateway.Client(inner)).GetAsync("/index/v1/inner")).Status);
    }

    [Fact]
    public async Task Get_RoleThatTheAgencyHasLost_Is401()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(ownIdentity: true);
        await gateway.Identity.RegisterAgencyAsync(Access.Roles.DutyAndAdvice);
        Assert.Equal(401, (await new AgencyClient(gateway.Client(gateway.Token)).GetAsync("/index/v1/lost")).Status);
        Assert.Empty(gateway.Echo.Requests);
    }

    /// <summary>A service that identity does not know could be reached by nobody.</summary>
    [Fact]
    public async Task Scopes_OfIdentity_AreTheServicesOfTheGateway()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        using var http = new HttpClient();
        var discovery = await http.GetFromJsonAsync<JsonObject>(gateway.Identity.Address + "/identity/.well-known/openid-configuration");
        Assert.Equal(Routes.Services.Order(), discovery!["scopes_supported"]!.AsArray().Select(scope => (string)scope!).Order());
        Assert.Equal(Routes.Services.Order(), TestIssuer.AllServices.Split(' ').Order());
    }

    [Fact]
    public async Task Get_PublicAddressWithAToken_LeavesItAtTheEdge()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        await gateway.Client(gateway.Token).GetStringAsync("/openapi/learning.json");
        Assert.False(gateway.Echo.Requests.Last(seen => seen.Target == "/openapi/learning.json").Headers.ContainsKey("Authorization"));
    }
}
