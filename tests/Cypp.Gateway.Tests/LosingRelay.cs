using System.Net;
using System.Net.Sockets;

namespace Cypp.Gateway.Tests;

/// <summary>In front of a server: the first answer is lost with its connection, after the server has done what was asked.</summary>
internal sealed class LosingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly int _behind;
    private readonly Task _accepting;

    /// <param name="behind">Port of the server, on the loopback.</param>
    public LosingRelay(int behind)
    {
        _behind = behind;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var caller = await _listener.AcceptTcpClientAsync(_ending.Token);
            _ = CarryAsync(caller, loses: Connections++ == 0);
        }
    }

    private async Task CarryAsync(TcpClient caller, bool loses)
    {
        using var asking = caller;
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _behind, _ending.Token);
        _ = asking.GetStream().CopyToAsync(server.GetStream(), _ending.Token);
        if (loses)
        {
            await server.GetStream().ReadExactlyAsync(new byte[1], _ending.Token);
            // To linger for no time is to send RST.
            asking.LingerState = new LingerOption(enable: true, seconds: 0);
            return;
        }

        await server.GetStream().CopyToAsync(asking.GetStream(), _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
