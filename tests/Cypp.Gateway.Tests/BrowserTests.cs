using System.Net;

namespace Cypp.Gateway.Tests;

/// <summary>GW-6: what browsers are told.</summary>
public sealed class BrowserTests
{
    private const string Origin = "https://records.example.org";

    [Theory]
    [InlineData(Origin, true)]
    [InlineData("https://records.example.org.evil.test", false)]
    [InlineData("http://records.example.org", false)]
    [InlineData("null", false)]
    public async Task Preflight_OfAnyPath_IsAnsweredByOriginAlone(string origin, bool allowed)
    {
        await using var gateway = await GatewayUnderTest.StartAsync([$"--Edge:Origins:0={Origin}"]);
        foreach (var path in new[] { "/index/v1/children", "/nowhere" })
        {
            using var response = await SendAsync(gateway, HttpMethod.Options, path, origin);
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            Assert.Equal(allowed, response.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }

    [Fact]
    public async Task Get_FromANamedOrigin_MayBeReadThereEvenWhenRefused()
    {
        await using var gateway = await GatewayUnderTest.StartAsync([$"--Edge:Origins:0={Origin}"]);
        using var response = await SendAsync(gateway, HttpMethod.Get, "/index/v1/children", Origin);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(Origin, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task Preflight_WithoutNamedOrigins_IsAllowedNothing()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        using var response = await SendAsync(gateway, HttpMethod.Options, "/index/v1/children", Origin);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://*.example.org")]
    [InlineData("https://records.example.org/")]
    [InlineData("records.example.org")]
    public async Task Build_OriginThatIsNotExact_StopsTheStart(string origin)
    {
        var stopped = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => GatewayUnderTest.StartAsync([$"--Edge:Origins:0={origin}"]));
        Assert.Contains("Edge:Origins", stopped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "gateway.example.org", true)]
    [InlineData("Production", "localhost", false)]
    [InlineData("Production", "127.0.0.1:8080", false)]
    [InlineData("Development", "gateway.example.org", false)]
    public async Task Get_OutsideDevelopment_AsksForTlsFromThenOn(string environment, string host, bool asks)
    {
        await using var gateway = await GatewayUnderTest.StartAsync([$"--environment={environment}"]);
        var answer = await gateway.SendRawAsync($"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        Assert.Equal(asks, answer.Text.Contains("Strict-Transport-Security: max-age=31536000", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> SendAsync(GatewayUnderTest gateway, HttpMethod method, string path, string origin)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Options)
        {
            request.Headers.Add("Access-Control-Request-Method", "GET");
        }

        return gateway.Client(null).SendAsync(request);
    }
}
