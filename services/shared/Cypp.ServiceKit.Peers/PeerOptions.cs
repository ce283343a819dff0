namespace Cypp.ServiceKit.Peers;

/// <summary>Settings under <c>Peers</c>: how the platform's processes know each other (GW-4).</summary>
internal sealed class PeerOptions
{
    public const string Section = "Peers";

    /// <summary>
    /// Holds <c>tls.crt</c>, <c>tls.key</c> and <c>ca.crt</c>, PEM, as cert-manager writes them. Left out, processes speak without TLS and
    /// do not know each other: the single process, and a development cluster.
    /// </summary>
    public string? Directory { get; init; }
}
