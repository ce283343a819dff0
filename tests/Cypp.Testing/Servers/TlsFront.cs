using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;

namespace Cypp.Testing.Servers;

/// <summary>TLS in front of a server that speaks without: who takes its certificate gets through.</summary>
public sealed class TlsFront : IAsyncDisposable
{
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _refused = new();
    private readonly X509Certificate2 _certificate;
    private readonly int _behind;
    private readonly Acceptor _acceptor;

    /// <param name="certificate">With its key.</param>
    /// <param name="behind">Port of the server, on the loopback.</param>
    public TlsFront(X509Certificate2 certificate, int behind) => (_certificate, _behind, _acceptor) = (certificate, behind, new Acceptor(CarryAsync));

    public int Port => _acceptor.Port;

    /// <summary>Ends when a caller did not take the certificate.</summary>
    public Task Refused => _refused.Task;

    /// <summary>What the others sent, piece by piece.</summary>
    public ChannelReader<string> Said => _said.Reader;

    public ValueTask DisposeAsync() => _acceptor.DisposeAsync();

    private async Task CarryAsync(TcpClient caller, CancellationToken ending)
    {
        using var _ = caller;
        await using var tls = new SslStream(caller.GetStream());
        var buffer = new byte[65_536];
        int length;
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, ending);
            // Under TLS 1.3 a caller tells only after the handshake what he thinks of the certificate.
            length = await tls.ReadAsync(buffer, ending);
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

        using var server = await Acceptor.ConnectAsync(_behind, ending);
        await Task.WhenAny(PassAsync(tls, server.GetStream(), buffer, length, ending), server.GetStream().CopyToAsync(tls, ending));
    }

    private async Task PassAsync(SslStream caller, NetworkStream server, byte[] buffer, int length, CancellationToken ending)
    {
        for (; length > 0; length = await caller.ReadAsync(buffer, ending))
        {
            _said.Writer.TryWrite(Encoding.Latin1.GetString(buffer, 0, length));
            await server.WriteAsync(buffer.AsMemory(0, length), ending);
        }
    }
}
