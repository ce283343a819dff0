using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Gateway.Tests;

/// <summary>GW-1, GW-7, GW-9: requests as an attacker writes them, on a real socket: what each gets, and that no service sees it.</summary>
public sealed class HardeningTests
{
    [Theory]
    [InlineData("dots", "GET /index/v1/a/../{path} HTTP/1.1|Host: gw|", 400)]
    [InlineData("encoded-dots", "GET /index/v1/%2e%2e/{path} HTTP/1.1|Host: gw|", 400)]
    [InlineData("encoded-slash", "GET /index/v1/..%2f{path} HTTP/1.1|Host: gw|", 400)]
    [InlineData("double-encoded", "GET /index/v1/..%252f{path} HTTP/1.1|Host: gw|", 400)]
    [InlineData("backslash", "GET /index/v1/%5c{path} HTTP/1.1|Host: gw|", 400)]
    [InlineData("nul", "GET /index/v1/{path}%00 HTTP/1.1|Host: gw|", 400)]
    [InlineData("two-slashes", "GET /index//v1/{path} HTTP/1.1|Host: gw|", 400)]
    [InlineData("two-tokens", "GET /index/v1/{path} HTTP/1.1|Host: gw|Authorization: Bearer x|", 400)]
    [InlineData("two-lengths-kinds", "POST /index/v1/{path} HTTP/1.1|Host: gw|Content-Length: 5|Transfer-Encoding: chunked||0||", 400)]
    [InlineData("two-lengths", "POST /index/v1/{path} HTTP/1.1|Host: gw|Content-Length: 1|Content-Length: 2||ab", 400)]
    [InlineData("odd-encoding", "POST /index/v1/{path} HTTP/1.1|Host: gw|Transfer-Encoding: xchunked||0||", 400)]
    [InlineData("two-hosts", "GET /index/v1/{path} HTTP/1.1|Host: gw|Host: other|", 400)]
    [InlineData("other-host", "GET http://other/index/v1/{path} HTTP/1.1|Host: gw|", 400)]
    [InlineData("folded-header", "GET /index/v1/{path} HTTP/1.1|Host: gw|X-A: b| c|", 400)]
    [InlineData("chunk-extension", "POST /index/v1/{path} HTTP/1.1|Host: gw|Content-Type: application/json|Transfer-Encoding: chunked||2;\nxx|ab|0||", 400)]
    [InlineData("invalid-utf8", "GET /index/v1/%ff%fe{path} HTTP/1.1|Host: gw|", 400)]
    [InlineData("bare-backslash", "GET /index/v1/..\\{path} HTTP/1.1|Host: gw|", 400)]
    [InlineData("path-parameter", "GET /index/v1/..;/{path} HTTP/1.1|Host: gw|", 400)]
    [InlineData("joined-tokens", "GET /index/v1/{path} HTTP/1.1|Host: gw|Authorization: Bearer a, Bearer b|", 400)]
    [InlineData("renamed-length", "POST /index/v1/{path} HTTP/1.1|Host: gw|X-Content-Length: 5|Transfer-Encoding: chunked||0||", 400)]
    [InlineData("space-before-colon", "POST /index/v1/{path} HTTP/1.1|Host: gw|Transfer-Encoding : chunked||0||", 400)]
    [InlineData("nul-in-header", "GET /index/v1/{path} HTTP/1.1|Host: gw|X-A: a\0b|", 400)]
    [InlineData("wrong-case-delete", "delete /INDEX/V1/{path} HTTP/1.1|Host: gw|", 405)]
    [InlineData("trace", "TRACE /index/v1/{path} HTTP/1.1|Host: gw|", 405)]
    [InlineData("unknown-method", "FOO /index/v1/{path} HTTP/1.1|Host: gw|", 405)]
    [InlineData("delete", "DELETE /index/v1/{path} HTTP/1.1|Host: gw|", 405)]
    [InlineData("packed-body", "POST /index/v1/{path} HTTP/1.1|Host: gw|Content-Encoding: gzip|Content-Length: 1||a", 415)]
    [InlineData("other-type", "POST /index/v1/{path} HTTP/1.1|Host: gw|Content-Type: text/json|Content-Length: 2||{}", 415)]
    [InlineData("other-charset", "POST /index/v1/{path} HTTP/1.1|Host: gw|Content-Type: application/json; charset=utf-7|Content-Length: 2||{}", 415)]
    [InlineData("other-parameter", "POST /index/v1/{path} HTTP/1.1|Host: gw|Content-Type: application/json; charset=utf-8; version=1|Content-Length: 2||{}", 415)]
    [InlineData("two-types", "POST /index/v1/{path} HTTP/1.1|Host: gw|Content-Type: application/json|Content-Type: application/json|Content-Length: 2||{}", 415)]
    [InlineData("no-type", "POST /index/v1/{path} HTTP/1.1|Host: gw|Content-Length: 2||{}", 415)]
    [InlineData("large-body", "POST /index/v1/{path} HTTP/1.1|Host: gw|Content-Length: 1048577|", 413)]
    [InlineData("probe", "GET /readyz HTTP/1.1|Host: gw:8081|", 404)]
    [InlineData("service-probe", "GET /index/ready HTTP/1.1|Host: gw|", 404)]
    public async Task Send_AmbiguousOrForbidden_StopsAtTheEdge(string name, string request, int status)
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var (head, body) = Split(request.Replace("{path}", $"secret-{name}", StringComparison.Ordinal));
        var answer = await gateway.SendRawAsync($"{head}Authorization: Bearer {gateway.Token}\r\nConnection: close\r\n\r\n{body}");
        Assert.Equal(status, answer.Status);
        Assert.Contains("application/problem+json", answer.Text, StringComparison.Ordinal);
        Assert.Contains($"\"code\":\"{CodeOf(status)}\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"secret-{name}", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Echo.Requests, seen => seen.Target.EndsWith($"secret-{name}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_PlainRequest_ReachesTheService()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        const string path = "/index/v1/secret-plain";
        var answer = await gateway.SendRawAsync($"GET {path} HTTP/1.1\r\nHost: gw\r\nAuthorization: Bearer {gateway.Token}\r\nConnection: close\r\n\r\n");
        Assert.Equal(200, answer.Status);
        Assert.Contains(gateway.Echo.Requests, seen => seen.Target == path);
    }

    [Fact]
    public async Task Send_BareLineFeeds_AreReadAsOneRequest()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        const string path = "/index/v1/bare-line-feeds";
        var answer = await gateway.SendRawAsync($"GET {path} HTTP/1.1\nHost: gw\nAuthorization: Bearer {gateway.Token}\nConnection: close\n\n");
        Assert.Equal(200, answer.Status);
        Assert.Single(gateway.Echo.Requests, seen => seen.Target == path);
    }

    [Theory]
    [InlineData("/INDEX/V1/case", 401)]
    [InlineData("/Identity/v1/case", 401)]
    [InlineData("/Outcomes/V1/Scorecard", 200)]
    [InlineData("/Learning/V1/Attendance-Uploads", 405)]
    public async Task Get_OtherCase_MeetsTheSamePolicy(string path, int status)
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        Assert.Equal(status, (await new Testing.AgencyClient(gateway.Client(null)).GetAsync(path)).Status);
    }

    [Fact]
    public async Task Send_LongAddress_Is414()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var answer = await gateway.SendRawAsync($"GET /{new string('a', 9_000)} HTTP/1.1\r\nHost: gw\r\nConnection: close\r\n\r\n");
        Assert.Equal(414, answer.Status);
        Assert.EndsWith("\"code\":\"too-large\"}", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_HugeHeaders_Is431()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        Assert.Equal(431, (await gateway.SendRawAsync($"GET / HTTP/1.1\r\nHost: gw\r\nX-A: {new string('a', 20_000)}\r\nConnection: close\r\n\r\n")).Status);
        var many = string.Concat(Enumerable.Range(0, 60).Select(number => $"X-{number}: a\r\n"));
        var answer = await gateway.SendRawAsync($"GET / HTTP/1.1\r\nHost: gw\r\n{many}Connection: close\r\n\r\n");
        Assert.Equal(431, answer.Status);
        Assert.EndsWith("\"code\":\"too-large\"}", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_HeadThatNeverEnds_Is408()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(configure: builder => builder.Services.Configure<KestrelServerOptions>(
            kestrel => kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1)));
        var answer = await gateway.SendRawAsync("GET / HTTP/1.1\r\nHost: gw\r\nX-A:");
        Assert.Equal(408, answer.Status);
        Assert.EndsWith("\"code\":\"timed-out\"}", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_RefusalAfterAGoodRequestOnOneConnection_AnswersBoth()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var answer = await gateway.SendRawAsync("GET /outcomes/v1/scorecard HTTP/1.1\r\nHost: gw\r\n\r\nGET /x HTTP/1.1\r\nHost: gw\r\nHost: other\r\n\r\n");
        Assert.Equal(200, answer.Status);
        Assert.Contains("HTTP/1.1 400 Bad Request", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("\"code\":\"malformed\"}", answer.Text, StringComparison.Ordinal);
    }

    private static string CodeOf(int status) => status switch
    {
        400 => "malformed",
        404 => "not-found",
        405 => "method-not-allowed",
        413 => "too-large",
        _ => "unsupported-media-type",
    };

    // "|" ends a line of the head; "||" ends the head.
    private static (string Head, string Body) Split(string request)
    {
        var end = request.IndexOf("||", StringComparison.Ordinal);
        var (head, body) = end < 0 ? (request, "") : (request[..(end + 1)], request[(end + 2)..]);
        return (head.Replace("|", "\r\n", StringComparison.Ordinal), body.Replace("|", "\r\n", StringComparison.Ordinal));
    }
}
