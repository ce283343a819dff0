using System.Net.Sockets;
using Cypp.Testing.Servers;

namespace Cypp.Gateway.Tests;

/// <summary>In front of a server: the first answer is lost with its connection, after the server has done what was asked.</summary>
internal sealed class LosingRelay : IAsyncDisposable
{
    private readonly Acceptor _acceptor;
    private readonly int _behind;

    /// <param name="behind">Port of the server, on the loopback.</param>
    public LosingRelay(int behind) => (_behind, _acceptor) = (behind, new Acceptor(CarryAsync));

    public int Port => _acceptor.Port;

    public int Connections { get; private set; }

    public ValueTask DisposeAsync() => _acceptor.DisposeAsync();

    private async Task CarryAsync(TcpClient caller, CancellationToken ending)
    {
        using var asking = caller;
        var loses = Connections++ == 0;
        using var server = await Acceptor.ConnectAsync(_behind, ending);
        _ = asking.GetStream().CopyToAsync(server.GetStream(), ending);
        if (loses)
        {
            await server.GetStream().ReadExactlyAsync(new byte[1], ending);
            // To linger for no time is to send RST.
            asking.LingerState = new LingerOption(enable: true, seconds: 0);
            return;
        }

        await server.GetStream().CopyToAsync(asking.GetStream(), ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
