using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Cypp.Testing.Servers;

namespace Cypp.System.Tests.Faults.Causes;

/// <summary>
/// The network between the services and one server: it passes bytes, until it is told to fail as networks do. By it, and not by the
/// kernel's filters, since these need a right that not every machine gives to its tests.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly ConcurrentDictionary<RelayLink, byte> _links = [];
    private readonly int _server;
    private TcpListener? _listener;
    private volatile TaskCompletionSource _passing = new();

    /// <param name="server">Its loopback port.</param>
    public Relay(int server)
    {
        (_server, Port) = (server, FreePort.Next());
        _passing.SetResult();
        Accept();
    }

    /// <summary>Where services connect.</summary>
    public int Port { get; }

    public void Accept()
    {
        var listener = _listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start(backlog: 512);
        _ = AcceptAsync(listener);
    }

    /// <summary>Every connection is reset (RST), and new ones are refused.</summary>
    public void Refuse()
    {
        _listener?.Stop();
        Reset();
    }

    /// <summary>Every connection is reset; what was under way is lost.</summary>
    public void Reset()
    {
        foreach (var link in _links.Keys)
        {
            link.Dispose();
        }
    }

    /// <summary>No byte passes in any direction; connections stay open, and new ones come about without an answer.</summary>
    public void FallSilent() => _passing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was under way goes on.</summary>
    public void Speak() => _passing.TrySetResult();

    public ValueTask DisposeAsync()
    {
        Refuse();
        Speak();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await listener.AcceptSocketAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Told to refuse.
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var link = new RelayLink(client, () => _passing.Task);
        _links[link] = 0;
        await link.CarryAsync(_server);
        _links.TryRemove(link, out _);
    }
}
