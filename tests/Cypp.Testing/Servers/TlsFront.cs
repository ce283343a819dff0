using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;

namespace Cypp.Testing.Servers;

/// <summary>TLS in front of a server that speaks without: who takes its certificate gets through.</summary>
public sealed class TlsFront : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _refused = new();
    private readonly X509Certificate2 _certificate;
    private readonly int _behind;
    private readonly Task _accepting;

    /// <param name="certificate">With its key.</param>
    /// <param name="behind">Port of the server, on the loopback.</param>
    public TlsFront(X509Certificate2 certificate, int behind)
    {
        (_certificate, _behind) = (certificate, behind);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends when a caller did not take the certificate.</summary>
    public Task Refused => _refused.Task;

    /// <summary>What the others sent, piece by piece.</summary>
    public ChannelReader<string> Said => _said.Reader;

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
        using var _ = caller;
        await using var tls = new SslStream(caller.GetStream());
        var buffer = new byte[65_536];
        int length;
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _ending.Token);
            // Under TLS 1.3 a caller tells only after the handshake what he thinks of the certificate.
            length = await tls.ReadAsync(buffer, _ending.Token);
        }
        catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException)
        {
            length = 0;
        }

        if (length == 0)
        {
            _refused.TrySetResult();
            return;
        }

        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _behind, _ending.Token);
        await Task.WhenAny(PassAsync(tls, server.GetStream(), buffer, length), server.GetStream().CopyToAsync(tls, _ending.Token));
    }

    private async Task PassAsync(SslStream caller, NetworkStream server, byte[] buffer, int length)
    {
        for (; length > 0; length = await caller.ReadAsync(buffer, _ending.Token))
        {
            _said.Writer.TryWrite(Encoding.Latin1.GetString(buffer, 0, length));
            await server.WriteAsync(buffer.AsMemory(0, length), _ending.Token);
        }
    }
}
