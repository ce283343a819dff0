using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cypp.ServiceKit.Peers;

/// <summary>What a process shows to the platform's others, and whose certificates it believes in return.</summary>
public sealed class PeerIdentity
{
    // Extended key usage, RFC 5280 section 4.2.1.12.
    private static readonly Oid ServerUse = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientUse = new("1.3.6.1.5.5.7.3.2");
    private readonly X509Certificate2Collection _authorities = [];

    private PeerIdentity(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>With its key. The authority signs it itself: nothing between them is sent along.</summary>
    public X509Certificate2 Certificate { get; }

    /// <exception cref="CryptographicException">Certificate and key do not go together, or are none; so too ArgumentException.</exception>
    internal static PeerIdentity Of(PeerFiles files)
    {
        var identity = new PeerIdentity(X509Certificate2.CreateFromPem(files.Certificate, files.Key));
        identity._authorities.ImportFromPem(files.Authorities);
        return identity._authorities.Count > 0 ? identity : throw new CryptographicException("There is no authority.");
    }

    /// <summary>Whether a server's certificate is of the platform's authority and in date; its name is compared elsewhere.</summary>
    public bool BelievesServer(X509Certificate2 shown) => Believes(shown, ServerUse);

    /// <summary>The same of a caller's.</summary>
    public bool BelievesCaller(X509Certificate2 shown) => Believes(shown, ClientUse);

    // Certificates live a day: they end sooner than a list of revoked ones would be read.
    private bool Believes(X509Certificate2 shown, Oid use)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(use);
        return chain.Build(shown);
    }
}
