using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Cypp.ServiceKit.Peers;

/// <summary>Connections to others of the platform: by certificates, where this process has one (GW-4).</summary>
public sealed class PeerConnections(PeerCertificates certificates)
{
    // Well within a certificate's day: no connection outlives what it was made with.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler();
        Configure(handler);
        return handler;
    }

    /// <summary>Asked at each new connection, so that one made after a change uses what is new.</summary>
    public void Configure(SocketsHttpHandler handler)
    {
        if (!certificates.AreUsed)
        {
            return;
        }

        handler.PooledConnectionLifetime = Longest;
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            LocalCertificateSelectionCallback = (_, _, _, _, _) => certificates.Current.Certificate,
            RemoteCertificateValidationCallback = (_, shown, _, faults) => shown is X509Certificate2 server
                && !faults.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && certificates.Current.BelievesServer(server),
        };
    }
}
