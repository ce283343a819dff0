using Cypp.Story.Platform;
using Cypp.Testing.Servers;

namespace Cypp.System.Tests.Wire;

/// <summary>What the benchmark compares with starts and answers: a peer is made of the gateway's own parts, and breaks as they change.</summary>
public sealed class BenchmarkPeersTests : IDisposable
{
    // A route of health, where the backend stands.
    private const string Path = "/health/v1/same";
    private readonly string _logs = Directory.CreateTempSubdirectory("cypp-peers-").FullName;

    [Theory]
    [InlineData("open-edge")]
    [InlineData("plain-yarp")]
    public async Task Peer_BeforeItsBackend_Answers(string name)
    {
        var ports = FreePort.Next(3);
        var backend = $"http://127.0.0.1:{ports[1]}";
        await using var behind = Peer("backend", ports[0], new()
        {
            ["Kestrel__Endpoints__Http1__Url"] = $"http://127.0.0.1:{ports[0]}",
            ["Kestrel__Endpoints__Http2__Url"] = backend,
            ["Kestrel__Endpoints__Http2__Protocols"] = "Http2",
        });
        await behind.StartAsync("peer", "backend");
        await using var peer = Peer(name, ports[2], new()
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{ports[2]}",
            ["Services__health"] = backend.Replace("http:", "h2c:", StringComparison.Ordinal),
            ["Backend"] = backend,
        });
        // Returns once it answers 200, throws when it ends.
        await peer.StartAsync("peer", name);
    }

    public void Dispose() => Directory.Delete(_logs, recursive: true);

    private PlatformProcess Peer(string name, int port, Dictionary<string, string> settings) =>
        new(name, Checkout.Program("tests", "Cypp.Benchmarks"), settings, _logs, new Uri($"http://127.0.0.1:{port}{Path}"));
}
