namespace Cypp.Gateway.Tests;

/// <summary>Requests as an attacker writes them, on a real socket: what each gets, and that no service sees it.</summary>
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
    [InlineData("chunk-extension", "POST /index/v1/{path} HTTP/1.1|Host: gw|Transfer-Encoding: chunked||2;\nxx|ab|0||", 400)]
    [InlineData("trace", "TRACE /index/v1/{path} HTTP/1.1|Host: gw|", 405)]
    [InlineData("unknown-method", "FOO /index/v1/{path} HTTP/1.1|Host: gw|", 405)]
    [InlineData("delete", "DELETE /index/v1/{path} HTTP/1.1|Host: gw|", 405)]
    [InlineData("packed-body", "POST /index/v1/{path} HTTP/1.1|Host: gw|Content-Encoding: gzip|Content-Length: 1||a", 415)]
    [InlineData("large-body", "POST /index/v1/{path} HTTP/1.1|Host: gw|Content-Length: 1048577|", 413)]
    [InlineData("probe", "GET /readyz HTTP/1.1|Host: gw:8081|", 404)]
    [InlineData("service-probe", "GET /index/ready HTTP/1.1|Host: gw|", 404)]
    public async Task Send_AmbiguousOrForbidden_StopsAtTheEdge(string name, string request, int status)
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var (head, body) = Split(request.Replace("{path}", $"secret-{name}", StringComparison.Ordinal));
        var answer = await gateway.SendRawAsync($"{head}Authorization: Bearer {gateway.Token}\r\nConnection: close\r\n\r\n{body}");
        Assert.Equal(status, answer.Status);
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
    public async Task Send_HugeHeaders_Is431()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        Assert.Equal(431, (await gateway.SendRawAsync($"GET / HTTP/1.1\r\nHost: gw\r\nX-A: {new string('a', 20_000)}\r\nConnection: close\r\n\r\n")).Status);
        var many = string.Concat(Enumerable.Range(0, 60).Select(number => $"X-{number}: a\r\n"));
        Assert.Equal(431, (await gateway.SendRawAsync($"GET / HTTP/1.1\r\nHost: gw\r\n{many}Connection: close\r\n\r\n")).Status);
    }

    // "|" ends a line of the head; "||" ends the head.
    private static (string Head, string Body) Split(string request)
    {
        var end = request.IndexOf("||", StringComparison.Ordinal);
        var (head, body) = end < 0 ? (request, "") : (request[..(end + 1)], request[(end + 2)..]);
        return (head.Replace("|", "\r\n", StringComparison.Ordinal), body.Replace("|", "\r\n", StringComparison.Ordinal));
    }
}
