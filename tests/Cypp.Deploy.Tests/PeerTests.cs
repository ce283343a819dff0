using System.Globalization;
using Cypp.Deploy.Tests.Custom;
using k8s.Models;

namespace Cypp.Deploy.Tests;

/// <summary>How the processes find each other and whom they believe.</summary>
public sealed class PeerTests
{
    private const string Directory = "/var/run/peer";

    private static readonly string[] Services = ["early-help", "health", "index", "learning", "outcomes", "safeguarding"];

    // What listens for HTTP/2 alone and what speaks HTTP/1 would not understand each other.
    [Theory, Overlays]
    public void Gateway_SpeaksToEachAsItListens(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        var destinations = rendered.SettingsOf("gateway");
        Assert.All(rendered.Processes.Where(process => process.Owner != "gateway"), process => Assert.Equal(AddressOf(rendered, process.Owner), destinations["Services__" + process.Owner]));
    }

    [Theory, Overlays]
    public void EachServiceButTheIndex_AsksTheIndexAsItListens(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        Assert.All(Services, service => Assert.Equal(AddressOf(rendered, "index"), rendered.SettingsOf(service)["Restrictions__Address"]));
    }

    [Theory, Overlays]
    public void EachProcess_ReadsKeysAtIdentityPastTheGateway(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        Assert.All(rendered.Processes.Where(process => process.Owner != "identity"), process => Assert.Equal(
            AddressOf(rendered, "identity") + "/identity/.well-known/openid-configuration", rendered.SettingsOf(process.Owner)["Trust__MetadataAddress"]));
    }

    [Theory, Overlays]
    public void TheIssuer_IsOneForAll(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        var issuer = rendered.SettingsOf("identity")["Identity__Issuer"];
        Assert.All(rendered.Processes, process => Assert.Equal(issuer, rendered.SettingsOf(process.Owner)["Trust__Issuer"]));
    }

    // GW-4, OP-23: in prod nothing of ours listens without TLS but for the kubelet.
    [Fact]
    public void InProd_EveryProcessListensByTls() => Assert.All(Overlay.Of("prod").Processes, process =>
    {
        var settings = Overlay.Of("prod").SettingsOf(process.Owner);
        Assert.StartsWith("https://", settings["Kestrel__Endpoints__Service__Url"], StringComparison.Ordinal);
        Assert.Equal(Directory, settings["Peers__Directory"]);
        Assert.DoesNotContain(settings, setting => setting.Value.StartsWith("h2c://", StringComparison.Ordinal));
        Assert.All(settings.Where(setting => setting.Key.StartsWith("Services__", StringComparison.Ordinal)), address => Assert.StartsWith("https://", address.Value, StringComparison.Ordinal));
    });

    // GW-4: of the environment's own authority, for a day, under the name by which it is called.
    [Fact]
    public void InProd_EveryProcessHasACertificateOfItsName() => Assert.All(Overlay.Of("prod").Processes, process =>
    {
        var container = process.Spec.Containers.Single();
        var mount = container.VolumeMounts.Single(mount => mount.MountPath == Directory);
        Assert.True(mount.ReadOnlyProperty);
        var secret = process.Volumes.Single(volume => volume.Name == mount.Name).Secret.SecretName;
        var certificate = Overlay.Of("prod").Of<Certificate>().Single(certificate => certificate.Spec.SecretName == secret);
        Assert.Equal([process.Owner, $"{process.Owner}.cypp.svc"], certificate.Spec.DnsNames);
        Assert.Equal("peers", certificate.Spec.IssuerRef.Name);
        Assert.Equal("Always", certificate.Spec.PrivateKey!.RotationPolicy);
        Assert.Superset(new HashSet<string>(["server auth", "client auth"]), certificate.Spec.Usages.ToHashSet());
        Assert.Equal((24, 8), (HoursOf(certificate.Spec.Duration), HoursOf(certificate.Spec.RenewBefore)));
    });

    // GW-2: its word on a caller's address and certificate is believed for this one alone.
    [Fact]
    public void InProd_TheIngressShowsTheCertificateOfItsName()
    {
        var prod = Overlay.Of("prod");
        var secret = prod.Of<V1Ingress>().Single().Metadata.Annotations["nginx.ingress.kubernetes.io/proxy-ssl-secret"];
        var certificate = prod.Of<Certificate>().Single(certificate => $"{prod.Namespace}/{certificate.Spec.SecretName}" == secret);
        Assert.Equal(["ingress"], certificate.Spec.DnsNames);
        Assert.Equal("peers", certificate.Spec.IssuerRef.Name);
        Assert.Contains("client auth", certificate.Spec.Usages);
        Assert.DoesNotContain(prod.Of<Certificate>(), other => other != certificate && other.Spec.IssuerRef.Name == "peers" && other.Spec.DnsNames.Contains("ingress"));
    }

    // GW-4: who has a store's certificate is no peer.
    [Fact]
    public void InProd_PeersAndStoresHaveAuthoritiesOfTheirOwn()
    {
        var issuers = Overlay.Of("prod").Of<Issuer>().Where(issuer => issuer.Spec.Ca is not null).ToDictionary(issuer => issuer.Name(), issuer => issuer.Spec.Ca!.SecretName);
        Assert.Equal(["peers", "stores"], issuers.Keys.Order());
        Assert.NotEqual(issuers["peers"], issuers["stores"]);
        Assert.All(issuers.Values, secret => Assert.True(Overlay.Of("prod").Of<Certificate>().Single(certificate => certificate.Spec.SecretName == secret).Spec.IsCA));
        // Each process has a key and a certificate of its own and never that of an authority.
        Assert.DoesNotContain(Overlay.Of("prod").Pods.SelectMany(pod => pod.Volumes), volume => volume.Secret is { } secret && issuers.ContainsValue(secret.SecretName));
    }

    private static string AddressOf(Rendered rendered, string process)
    {
        var settings = rendered.SettingsOf(process);
        var port = rendered.One<V1Service>(process).Spec.Ports.Single().Port;
        var scheme = settings["Kestrel__Endpoints__Service__Url"].Split(':')[0];
        var onlyHttp2 = settings.TryGetValue("Kestrel__Endpoints__Service__Protocols", out var protocols) && protocols == "Http2";
        return $"{(scheme == "http" && onlyHttp2 ? "h2c" : scheme)}://{process}:{port}";
    }

    private static int HoursOf(string? duration) => int.Parse(duration!.TrimEnd('h'), CultureInfo.InvariantCulture);
}
