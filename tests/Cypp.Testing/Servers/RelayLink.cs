using System.Net;
using System.Net.Sockets;

namespace Cypp.Testing.Servers;

/// <summary>One connection through a relay: a socket to the client, and one to the server.</summary>
/// <param name="passing">Ends when bytes may pass.</param>
public sealed class RelayLink(Socket client, Func<Task> passing) : IDisposable
{
    private const int Most = 65_536;
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>Until either side has reset it or both have ended it.</summary>
    public async Task CarryAsync(int port)
    {
        try
        {
            client.NoDelay = true;
            await passing();
            await _server.ConnectAsync(IPAddress.Loopback, port);
            await Task.WhenAll(PassAsync(client, _server), PassAsync(_server, client));
            client.Dispose();
            _server.Dispose();
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            Dispose();
        }
    }

    /// <summary>Resets it, unless it has ended.</summary>
    public void Dispose()
    {
        Reset(client);
        Reset(_server);
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[Most];
            int length;
            while ((length = await from.ReceiveAsync(buffer)) > 0)
            {
                await passing();
                for (var sent = 0; sent < length;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent));
                }
            }

            await passing();
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // The other direction must not wait for what cannot come.
            Dispose();
        }
    }

    // To linger for no time is to send RST.
    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }

        socket.Dispose();
    }
}
