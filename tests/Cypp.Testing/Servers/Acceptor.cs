using System.Net;
using System.Net.Sockets;

namespace Cypp.Testing.Servers;

/// <summary>Takes connections at a port of the loopback, and has each carried to wherever it goes.</summary>
public sealed class Acceptor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<TcpClient, CancellationToken, Task> _carry;
    private readonly Task _accepting;

    /// <param name="carry">Returns when a connection, which it owns, has ended; may fail as connections do.</param>
    public Acceptor(Func<TcpClient, CancellationToken, Task> carry)
    {
        _carry = carry;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>A connection to a server on the loopback.</summary>
    public static async Task<TcpClient> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        try
        {
            while (true)
            {
                carried.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or OperationCanceledException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(TcpClient caller)
    {
        try
        {
            await _carry(caller, _ending.Token);
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Those at its ends see it.
        }
    }
}
