using System.Net;

namespace Cypp.Gateway.Tests;

/// <summary>GW-10: a gateway that is told to stop loses no request.</summary>
public sealed class DrainingTests
{
    private const string Public = "/outcomes/v1/scorecard";

    [Fact]
    public async Task Terminate_UnderLoad_AnswersEveryRequest()
    {
        await using var echo = await EchoService.StartAsync();
        await using var identity = await IdentityService.StartAsync(standing: false);
        // Long enough for all that is asked while it drains, however loaded the machine is.
        using var gateway = await GatewayProcess.StartAsync(
            "--Drain:Seconds=20", "--environment=Development", $"--Trust:MetadataAddress={identity.Address}/identity/.well-known/openid-configuration", "--Edge:Limits:AddressPerSecond=100000", "--Edge:Limits:AddressBurst=100000",
            $"--Services:outcomes={echo.Address}", $"--Services:identity={echo.Address}");
        await UntilReadinessIsAsync(HttpStatusCode.OK, gateway);
        using var http = new HttpClient { BaseAddress = gateway.Address };
        var slow = http.GetAsync("/identity/.well-known/hold");
        await echo.Held.WaitAsync();
        using var unready = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(_ => AskWhileReadyAsync(http, unready.Token)).ToList();

        gateway.Terminate();
        await UntilReadinessIsAsync(HttpStatusCode.ServiceUnavailable, gateway);
        using (var late = await http.GetAsync(Public))
        {
            Assert.Equal(HttpStatusCode.OK, late.StatusCode);
            Assert.True(late.Headers.ConnectionClose);
        }

        await unready.CancelAsync();
        Assert.All((await Task.WhenAll(load)).SelectMany(statuses => statuses), status => Assert.Equal(HttpStatusCode.OK, status));
        echo.Release.SetResult();
        using var answer = await slow;
        Assert.Equal("echo", await answer.Content.ReadAsStringAsync());
        Assert.Equal(0, await gateway.EndAsync());
    }

    private static async Task<List<HttpStatusCode>> AskWhileReadyAsync(HttpClient http, CancellationToken unready)
    {
        var statuses = new List<HttpStatusCode>();
        do
        {
            using var response = await http.GetAsync(Public, CancellationToken.None);
            statuses.Add(response.StatusCode);
        }
        while (!unready.IsCancellationRequested && statuses.Count < 20_000);
        return statuses;
    }

    private static async Task UntilReadinessIsAsync(HttpStatusCode expected, GatewayProcess gateway)
    {
        using var http = new HttpClient { BaseAddress = gateway.Management };
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (HttpStatusCode? status = null; status != expected;)
        {
            using var response = await http.GetAsync("/readyz", limit.Token);
            status = response.StatusCode;
        }
    }
}
