using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cypp.Testing;

namespace Cypp.Gateway.Tests;

/// <summary>GW-2, GW-6, GW-7, GW-8: what is let through, and what the two sides see of each other.</summary>
public sealed class ForwardingTests
{
    [Fact]
    public async Task Get_WithHeadersOfAllKinds_PassesOnTheAllowedOnly()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/index/v1/headers");
        string[] claims = ["X-Agency", "X_Agency", "X-Real-IP", "X-Original-URL", "X-HTTP-Method-Override", "X-Internal-Auth", "X-Forwarded-For", "Forwarded", "Cookie"];
        foreach (var name in claims)
        {
            request.Headers.TryAddWithoutValidation(name, "forged");
        }

        request.Headers.TryAddWithoutValidation("X-Request-Id", "mine");
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using var response = await gateway.Client(gateway.Token).SendAsync(request);
        var seen = Assert.Single(gateway.Echo.Requests, seen => seen.Target == "/index/v1/headers");
        Assert.DoesNotContain("forged", string.Join(" ", seen.Headers.Values));
        Assert.Equal("\"1\"", seen.Headers["If-Match"]);
        Assert.Equal(Assert.Single(response.Headers.GetValues("X-Request-Id")), seen.Headers["X-Request-Id"]);
        Assert.True(Guid.TryParse(seen.Headers["X-Request-Id"], out _));
    }

    [Fact]
    public async Task Get_WithATraceOfItsOwn_StartsAnotherAndLinks()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var outside = ActivityTraceId.CreateRandom().ToString();
        var linked = new TaskCompletionSource();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Links.Any(link => link.Context.TraceId.ToString() == outside))
                {
                    linked.TrySetResult();
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/index/v1/trace");
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{outside}-00f067aa0ba902b7-01");
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = gateway.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", gateway.Token);
        using var response = await client.SendAsync(request);
        var seen = Assert.Single(gateway.Echo.Requests, seen => seen.Target == "/index/v1/trace");
        Assert.DoesNotContain(outside, seen.Headers["traceparent"]);
        await linked.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("00-zz-00f067aa0ba902b7-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01\r\ntraceparent: 00-1af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01")]
    public async Task Get_WithATraceThatIsNoTrace_IsServedInOneOfOurOwn(string traceparent)
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var path = $"/index/v1/odd-trace-{traceparent.Length}";
        var answer = await gateway.SendRawAsync(
            $"GET {path} HTTP/1.1\r\nHost: gw\r\nAuthorization: Bearer {gateway.Token}\r\ntraceparent: {traceparent}\r\ntracestate: a=b\r\nbaggage: c=d\r\nConnection: close\r\n\r\n");
        Assert.Equal(200, answer.Status);
        var seen = Assert.Single(gateway.Echo.Requests, seen => seen.Target == path);
        Assert.DoesNotContain(traceparent[3..20], seen.Headers["traceparent"]);
        Assert.False(seen.Headers.ContainsKey("tracestate") || seen.Headers.ContainsKey("baggage"));
    }

    [Fact]
    public async Task Any_WithoutAGoodToken_Is401AsAProblem()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var somebody = TestPractitioner.Of(Access.Roles.SocialWorker);
        string?[] tokens =
        [
            null, "nonsense", gateway.Issuer.TokenFor(somebody, audience: "urn:other"), gateway.Issuer.TokenFor(somebody, type: "JWT"),
            gateway.Issuer.TokenFor(somebody, issuer: "https://other.test"), new TestIssuer().TokenFor(somebody),
        ];
        foreach (var token in tokens)
        {
            var answer = await new AgencyClient(gateway.Client(token)).GetAsync("/index/v1/no-token");
            Assert.Equal((401, "unauthenticated"), (answer.Status, answer.Code));
        }

        Assert.DoesNotContain(gateway.Echo.Requests, seen => seen.Target == "/index/v1/no-token");
    }

    [Theory]
    [InlineData("/identity/.well-known/openid-configuration")]
    [InlineData("/outcomes/v1/scorecard")]
    [InlineData("/openapi/index.json")]
    public async Task Get_PublicAddress_NeedsNoToken(string path)
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        Assert.Equal("echo", await gateway.Client(null).GetStringAsync(path));
        Assert.Contains(gateway.Echo.Requests, seen => seen.Target == path);
    }

    [Theory]
    [InlineData("/early-help/v1/cases", 503)]
    [InlineData("/health/v1/alerts", 502)]
    [InlineData("/nowhere", 404)]
    public async Task Get_WhatCannotAnswer_IsAProblem(string path, int status)
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        using var client = gateway.Client(gateway.Token);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var answer = await new AgencyClient(client).GetAsync(path);
        Assert.Equal((status, status == 404 ? "not-found" : "temporarily-unavailable"), (answer.Status, answer.Code));
        Assert.DoesNotContain("127.0.0.1", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/index/v1/upload", 1_000_000, 200)]
    [InlineData("/index/v1/upload-too-large", 1_048_577, 413)]
    [InlineData("/learning/v1/attendance-uploads", 5_000_000, 200)]
    public async Task Post_ChunkedBody_IsLimitedByItsRoute(string path, int length, int status)
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(new byte[length]) };
        request.Content.Headers.ContentType = new(path.StartsWith("/learning", StringComparison.Ordinal) ? "text/csv" : "application/json");
        request.Headers.TransferEncodingChunked = true;
        using var response = await gateway.Client(gateway.Token).SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200, gateway.Echo.Requests.Any(seen => seen.Target == path && seen.Body == length));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/reference/")]
    [InlineData("/index/v1/a")]
    [InlineData("/nowhere")]
    public async Task Get_Anything_BearsTheEdgesHeaders(string path)
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        using var response = await gateway.Client(gateway.Token).GetAsync(path);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Get_Status_TellsWhichServicesAreReady()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var status = await gateway.Client(null).GetFromJsonAsync<JsonObject>("/status");
        var ready = status!["services"]!.AsArray().Where(service => (bool)service!["ready"]!).Select(service => (string?)service!["name"]);
        Assert.Equal(["index", "learning", "outcomes", "identity"], ready);
    }

    [Fact]
    public async Task Get_Pages_LoadNothingFromElsewhere()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        using var client = gateway.Client(null);
        foreach (var path in new[] { "/", "/assets/page.js", "/assets/page.css", "/reference/" })
        {
            Assert.DoesNotMatch("(src|href|url|import)\\s*[=(]?\\s*[\"'(]?https?://", await client.GetStringAsync(path));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/assets/other.js")).StatusCode);
    }
}
