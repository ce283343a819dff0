using System.Net;
using System.Net.Http.Json;
using Cypp.Benchmarks.Measuring;
using Cypp.ServiceKit.Trust;

namespace Cypp.Benchmarks.Goals;

/// <summary>A write through the gateway against the same asked of the service itself, by a token such as the gateway gets for it (P6).</summary>
internal sealed class WriteGoal(Stand stand, Options options)
{
    private const string Service = "index";
    private const string Path = "/index/v1/adults";
    private const int Connections = 32;
    private const int Writes = 1500;

    public async Task<Measured> RunAsync()
    {
        var token = (await stand.TokensAsync(1))[0];
        await using var caller = new DirectCaller(stand, Service);
        var (readings, ratios) = (new List<Reading>(), new List<double>());
        for (var round = -1; round < options.Rounds; round++)
        {
            // It lives a minute.
            var direct = await WriteAsync("write, direct", stand.Platform.AddressOf(Service), await caller.TokenAsync(token), HttpVersion.Version20, caller.Connections());
            var gateway = await WriteAsync("write, gateway", stand.Platform.Gateway, CallersToken.Scheme + token, HttpVersion.Version11);
            // The first round is the warm-up.
            if (round >= 0)
            {
                readings.AddRange([direct, gateway]);
                ratios.Add(gateway.RequestsPerSecond / direct.RequestsPerSecond);
            }
        }

        return new([new("P6", "throughput of a write through the gateway / asked of the service itself", 0.85, true, ratios)], readings);
    }

    private async Task<Reading> WriteAsync(string name, Uri address, string authorization, Version version, SocketsHttpHandler? through = null)
    {
        var target = new Uri(address, Path);
        HttpRequestMessage Write(int at) => new(HttpMethod.Post, target)
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { { "Authorization", authorization }, { "Idempotency-Key", Guid.CreateVersion7().ToString() } },
            Content = JsonContent.Create(new { givenName = "Made-up", familyName = $"Adult {at}" }),
        };
        var counted = await stand.WithDatabaseAsync(name, target, Service);
        return await Reading.OfAsync(counted, () => Once.RunAsync(Writes, Write, HttpStatusCode.Created, Connections, through: through));
    }
}
