using Cypp.Testing;

namespace Cypp.Gateway.Tests;

/// <summary>GW-5 on real sockets. Buckets refill too slowly to matter, so that what is counted does not depend on time.</summary>
public sealed class LimitsTests
{
    private const string Slow = "0.001";

    [Fact]
    public async Task Get_AgencyAtItsLimitOfTwoGateways_IsRefusedByBothAndAnotherServed()
    {
        string[] settings = ["--Edge:Limits:Replicas=2", $"--Edge:Limits:PerSecond={Slow}", "--Edge:Limits:Burst=10"];
        await using var one = await GatewayUnderTest.StartAsync(settings);
        await using var two = await GatewayUnderTest.StartAsync(settings);
        var (greedy, other) = (TestPractitioner.Of(Access.Roles.SocialWorker), TestPractitioner.Of(Access.Roles.SocialWorker));
        var statuses = new List<int>();
        foreach (var gateway in new[] { one, two })
        {
            for (var number = 0; number < 8; number++)
            {
                statuses.Add((await GetAsync(gateway, greedy.Colleague())).Status);
            }
        }

        Assert.Equal((10, 6), (statuses.Count(status => status == 200), statuses.Count(status => status == 429)));
        Assert.Equal(200, (await GetAsync(one, other)).Status);
        Assert.Equal(200, (await GetAsync(two, other)).Status);
    }

    [Fact]
    public async Task Get_AfterTheLimit_SaysWhyAndWhenAgain()
    {
        await using var gateway = await GatewayUnderTest.StartAsync([$"--Edge:Limits:PerSecond={Slow}", "--Edge:Limits:Burst=1"]);
        using var client = gateway.Client(gateway.Issuer.TokenFor(TestPractitioner.Of(Access.Roles.SocialWorker)));
        await client.GetAsync("/index/v1/limited");
        using var refused = await client.GetAsync("/index/v1/limited");
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal(1000, refused.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Contains("\"code\":\"too-many-requests\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(gateway.Echo.Requests, seen => seen.Target == "/index/v1/limited");
    }

    [Fact]
    public async Task Get_MoreThanMayWaitAtOnce_IsRefusedUntilOneIsAnswered()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(["--Edge:Limits:AtOnce=2"]);
        var (busy, other) = (TestPractitioner.Of(Access.Roles.SocialWorker), TestPractitioner.Of(Access.Roles.SocialWorker));
        var waiting = new[] { GetAsync(gateway, busy, "/index/v1/hold"), GetAsync(gateway, busy, "/index/v1/hold") };
        await gateway.Echo.Held.WaitAsync();
        await gateway.Echo.Held.WaitAsync();
        Assert.Equal((429, "too-many-requests"), await CodeAsync(gateway, busy));
        Assert.Equal(200, (await GetAsync(gateway, other)).Status);
        gateway.Echo.Release.SetResult();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(200, (await GetAsync(gateway, busy)).Status);
    }

    [Fact]
    public async Task Post_HeavyRoute_HasALimitOfItsOwn()
    {
        await using var gateway = await GatewayUnderTest.StartAsync([$"--Edge:Limits:HeavyPerSecond={Slow}", "--Edge:Limits:HeavyBurst=1"]);
        var school = TestPractitioner.Of(Access.Roles.SocialWorker);
        var client = new AgencyClient(gateway.Client(gateway.Issuer.TokenFor(school)));
        Assert.Equal(200, (await client.PostAsync("/learning/v1/attendance-uploads")).Status);
        Assert.Equal(429, (await client.PostAsync("/LEARNING/v1/attendance-uploads")).Status);
        Assert.Equal(200, (await client.GetAsync("/learning/v1/anything")).Status);
    }

    [Fact]
    public async Task Get_AfterTheDaysQuota_IsRefusedUntilMidnight()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(["--Edge:Limits:PerDay=1"], ownIdentity: true);
        using var client = gateway.Client(gateway.Issuer.TokenFor(TestPractitioner.Of(Access.Roles.SocialWorker)));
        await client.GetAsync("/index/v1/daily");
        using var refused = await client.GetAsync("/index/v1/daily");
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task Get_AddressAtItsLimit_IsRefusedBeforeAnyoneSignsIn()
    {
        await using var gateway = await GatewayUnderTest.StartAsync([$"--Edge:Limits:AddressPerSecond={Slow}", "--Edge:Limits:AddressBurst=3"]);
        for (var number = 0; number < 3; number++)
        {
            Assert.Equal(404, (await SayingAsync(gateway, $"192.0.2.{number}")).Status);
        }

        Assert.Equal((429, "too-many-requests"), await CodeAsync(gateway, TestPractitioner.Of(Access.Roles.SocialWorker)));
    }

    [Fact]
    public async Task Get_ThroughATrustedProxy_IsCountedByTheAddressThatItNames()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(
            [$"--Edge:Limits:AddressPerSecond={Slow}", "--Edge:Limits:AddressBurst=1", "--Edge:TrustedProxies:0=127.0.0.0/8"]);
        Assert.Equal(404, (await SayingAsync(gateway, "192.0.2.1")).Status);
        Assert.Equal(429, (await SayingAsync(gateway, "198.51.100.7, 192.0.2.1")).Status);
        Assert.Equal(404, (await SayingAsync(gateway, "192.0.2.2")).Status);
    }

    [Fact]
    public async Task Build_TrustedProxyThatIsNoNetwork_Stops() => Assert.Contains(
        "Edge:TrustedProxies",
        (await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => GatewayUnderTest.StartAsync(["--Edge:TrustedProxies:0=proxy.example.org"]))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Start_ShareOfLessThanOne_Stops() => Assert.Contains(
        "Replicas",
        (await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => GatewayUnderTest.StartAsync(["--Edge:Limits:Replicas=5", "--Edge:Limits:HeavyBurst=4"]))).Message,
        StringComparison.Ordinal);

    private static Task<Answer> GetAsync(GatewayUnderTest gateway, TestPractitioner who, string path = "/index/v1/cases") =>
        new AgencyClient(gateway.Client(gateway.Issuer.TokenFor(who))).GetAsync(path);

    private static async Task<(int Status, string? Code)> CodeAsync(GatewayUnderTest gateway, TestPractitioner who)
    {
        var answer = await GetAsync(gateway, who);
        return (answer.Status, answer.Code);
    }

    private static Task<Answer> SayingAsync(GatewayUnderTest gateway, string forwardedFor)
    {
        var client = gateway.Client(null);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        return new AgencyClient(client).GetAsync("/nowhere");
    }
}
