using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Cypp.Testing;
using Cypp.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Cypp.Gateway.Tests;

/// <summary>GW-10: services that drop connections, hang, or are away.</summary>
public sealed class ResilienceTests
{
    private const string Public = "/outcomes/v1/scorecard";

    [Fact]
    public async Task Get_DroppedConnection_IsTriedAgain()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        Assert.Equal(200, (await new AgencyClient(gateway.Client(gateway.Token)).GetAsync("/index/v1/read/drop")).Status);
        Assert.Equal(2, gateway.Echo.Requests.Count(seen => seen.Target == "/index/v1/read/drop"));
    }

    [Fact]
    public async Task Post_KeyedAndDropped_IsTriedAgainWithItsKeyAndWholeBody()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var answer = await new AgencyClient(gateway.Client(gateway.Token)).PostAsync("/index/v1/keyed/drop", new { name = new string('a', 70_000) }, key: "one");
        Assert.Equal(200, answer.Status);
        var seen = gateway.Echo.Requests.Where(seen => seen.Target == "/index/v1/keyed/drop").ToList();
        Assert.Equal(["one", "one"], seen.Select(one => one.Headers["Idempotency-Key"]));
        Assert.All(seen, one => Assert.Equal(70_011, one.Body));
    }

    [Theory]
    [InlineData("POST", "/index/v1/unkeyed/drop", null)]
    [InlineData("PUT", "/index/v1/put/drop", "one")]
    [InlineData("POST", "/identity/connect/token", "one")]
    public async Task Write_ThatCouldHappenTwice_IsNotTriedAgain(string method, string path, string? key)
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var target = path.EndsWith("drop", StringComparison.Ordinal) ? path : path + "?/drop";
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await gateway.Client(gateway.Token).SendAsync(request);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Single(gateway.Echo.Requests, seen => seen.Target == target);
    }

    [Fact]
    public async Task Post_KeyedChunkedBodyBeyondTheLimit_Is413()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/index/v1/keyed/too-large") { Content = new ByteArrayContent(new byte[1_048_577]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("Idempotency-Key", "one");
        using var response = await gateway.Client(gateway.Token).SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Get_AnswerThatDoesNotCome_Is504()
    {
        EdgeRoute[] routes = [.. Routes.All.Select(route => route with { TimeOut = TimeSpan.FromMilliseconds(500) })];
        await using var gateway = await GatewayUnderTest.StartAsync(configure: builder => builder.Services.AddSingleton(new RouteTable(routes)));
        var answer = await new AgencyClient(gateway.Client(gateway.Token)).GetAsync("/index/v1/late/hold");
        Assert.Equal((504, "temporarily-unavailable"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Get_ServiceThatTakesNoConnection_Is504AfterTwoTriesOfTwoSeconds()
    {
        // A queue of one place, taken: the kernel leaves the next connection unanswered.
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        deaf.Listen(0);
        using var first = new TcpClient();
        await first.ConnectAsync((IPEndPoint)deaf.LocalEndPoint!);
        await using var gateway = await GatewayUnderTest.StartAsync([$"--Services:outcomes=http://{deaf.LocalEndPoint}"]);
        using var client = gateway.Client(null);
        // Gives up before the proxy would for thirty seconds' silence, so that only the time to connect can have ended.
        client.Timeout = TimeSpan.FromSeconds(28);
        var before = Stopwatch.GetTimestamp();
        Assert.Equal(504, (await new AgencyClient(client).GetAsync(Public)).Status);
        Assert.True(Stopwatch.GetElapsedTime(before) > TimeSpan.FromSeconds(3.9));
    }

    [Fact]
    public async Task Get_ServiceThatIsAway_IsLeftAloneAndAskedAgainAfterThePause()
    {
        var port = FreePort.Next();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await GatewayUnderTest.StartAsync(
            [$"--Services:outcomes=http://127.0.0.1:{port}"], builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var client = new AgencyClient(gateway.Client(null));
        var away = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetAsync(Public)));
        Assert.All(away, answer => Assert.Equal("temporarily-unavailable", answer.Code));
        await UntilPausedAsync(client.Http);
        await using var back = await EchoService.StartAsync(port);
        using var paused = await client.Http.GetAsync(Public);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, paused.StatusCode);
        Assert.NotNull(paused.Headers.RetryAfter);
        Assert.Empty(back.Requests);
        Assert.Equal(200, (await client.GetAsync("/identity/.well-known/openid-configuration")).Status);
        clock.Advance(Breaker.Pause);
        Assert.Equal(200, (await client.GetAsync(Public)).Status);
    }

    // The proxy takes the service out a moment after the answers that made it do so.
    private static async Task UntilPausedAsync(HttpClient http)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (var status = HttpStatusCode.BadGateway; status != HttpStatusCode.ServiceUnavailable;)
        {
            using var response = await http.GetAsync(Public, limit.Token);
            status = response.StatusCode;
        }
    }
}
