using Cypp.Deploy.Tests.Custom;
using k8s.Models;

namespace Cypp.Deploy.Tests;

public sealed class SecretTests
{
    private static readonly string[] OfCertificates = ["ca.crt", "tls.crt", "tls.key"];

    // OP-21
    [Fact]
    public void NoSecret_LiesInTheRepository() => Assert.DoesNotContain(
        Directory.GetFiles(Checkout.Path("deploy"), "*", SearchOption.AllDirectories).SelectMany(File.ReadAllLines), line => line.TrimEnd() is "kind: Secret");

    // OP-21: whatever is referred to is made by an ExternalSecret, a Certificate or, in dev, by the command that makes them.
    [Theory, Overlays]
    public void EverySecretThatIsReferredTo_IsDeclaredWithItsKey(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        var declared = rendered.IsProd ? InProd(rendered) : InDev();
        Assert.All(SecretReferences.Of(rendered), wanted =>
        {
            Assert.True(declared.TryGetValue(wanted.Secret, out var keys), $"{wanted.By} wants {wanted.Secret}, which nobody makes.");
            Assert.True(wanted.Key is null || keys!.Contains(wanted.Key), $"{wanted.By} wants {wanted.Key} of {wanted.Secret}.");
        });
    }

    // OP-21: what nobody wants is not kept.
    [Theory, Overlays]
    public void EverySecretThatIsDeclared_IsReferredTo(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        var wanted = SecretReferences.Of(rendered).Select(reference => reference.Secret).ToHashSet();
        Assert.All((rendered.IsProd ? InProd(rendered) : InDev()).Keys, secret => Assert.Contains(secret, wanted));
    }

    // OP-21: one store, which docs/kubernetes.md asks for, looked at again and again.
    [Fact]
    public void EveryExternalSecret_NamesItsSource() => Assert.All(Overlay.Of("prod").Of<ExternalSecret>(), secret =>
    {
        Assert.Equal(("ClusterSecretStore", "cypp"), (secret.Spec.SecretStoreRef.Kind, secret.Spec.SecretStoreRef.Name));
        Assert.Equal("1h", secret.Spec.RefreshInterval);
        Assert.NotEmpty(secret.Spec.DataFrom.Select(source => source.Extract!.Key).Concat(secret.Spec.Data.Select(datum => datum.RemoteRef.Key)));
    });

    // OP-21: what two services would read of one place would be known to both.
    [Fact]
    public void EveryExternalSecret_HasAPlaceOfItsOwn() => Assert.All(
        Overlay.Of("prod").Of<ExternalSecret>().SelectMany(secret => secret.Spec.DataFrom.Select(source => source.Extract!.Key).Concat(secret.Spec.Data.Select(datum => datum.RemoteRef.Key)).Distinct())
            .GroupBy(place => place),
        place => Assert.Single(place));

    // OP-23: PostgreSQL's certificate is checked against the authority that the pod finds where the string says.
    [Fact]
    public void InProd_EveryDatabaseIsReachedByTlsAlone()
    {
        var rendered = Overlay.Of("prod");
        var strings = rendered.Of<ExternalSecret>().Select(secret => secret.Spec.Target.Template?.Data.GetValueOrDefault("connection-string")).OfType<string>().ToList();
        Assert.Equal(14, strings.Count);
        Assert.All(strings, text => Assert.EndsWith("SSL Mode=VerifyFull;Root Certificate=/var/run/postgres-ca/ca.crt", text, StringComparison.Ordinal));
        Assert.All(rendered.Pods.Where(Reads("-database")), pod => Assert.Equal("postgres-server", AuthorityAt(pod, "/var/run/postgres-ca")));
        Assert.Contains("postgres-rw", CertificateOf(rendered, "postgres-server").Spec.DnsNames);
        Assert.Equal("postgres-server", rendered.Of<PostgresCluster>().Single().Spec.Certificates!.ServerTlsSecret);
        var access = rendered.Of<PostgresCluster>().Single().Spec.Postgresql.HostAccess;
        Assert.All(access.SkipLast(1), rule => Assert.StartsWith("hostssl ", rule, StringComparison.Ordinal));
        Assert.Equal("host all all all reject", access[^1]);
    }

    // OP-23
    [Fact]
    public void InProd_TheBrokerIsReachedByTlsAlone()
    {
        var rendered = Overlay.Of("prod");
        var addresses = rendered.Of<ExternalSecret>().Select(secret => secret.Spec.Target.Template?.Data.GetValueOrDefault("address")).OfType<string>().ToList();
        Assert.Equal(8, addresses.Count);
        Assert.All(addresses, address => Assert.EndsWith("@rabbitmq:5671", address, StringComparison.Ordinal));
        Assert.All(addresses, address => Assert.StartsWith("amqps://", address, StringComparison.Ordinal));
        Assert.True(rendered.Of<RabbitCluster>().Single().Spec.Tls.DisableNonTlsListeners);
        Assert.Contains("rabbitmq", CertificateOf(rendered, "rabbitmq-server").Spec.DnsNames);
        Assert.All(rendered.Pods.Where(Reads("-bus")), pod =>
        {
            Assert.Equal("rabbitmq-server", AuthorityAt(pod, "/var/run/rabbitmq-ca"));
            Assert.Equal("/var/run/rabbitmq-ca/ca.crt", rendered.SettingsOf(pod.Spec.Containers.Single())["SSL_CERT_FILE"]);
        });
    }

    // K8S-1: a file is read once by whom it is for; an environment is inherited, and stands in a pod's own /proc.
    [Theory, Overlays]
    public void NoEnvironment_HoldsASecret(string overlay) => Assert.All(Overlay.Of(overlay).Pods.SelectMany(pod => pod.Containers), container =>
    {
        Assert.DoesNotContain(container.EnvFrom ?? [], source => source.SecretRef is not null);
        Assert.DoesNotContain(container.Env ?? [], setting => setting.ValueFrom?.SecretKeyRef is not null);
    });

    // K8S-1
    [Theory, Overlays]
    public void EveryService_ReadsItsSecretsFromFiles(string overlay) => Assert.All(Overlay.Of(overlay).Processes.Where(process => process.Owner != "gateway"), process =>
    {
        Assert.Equal(Pod.SecretFiles, Overlay.Of(overlay).SettingsOf(process.Owner)["Secrets__Directory"]);
        Assert.Equal(
            new Dictionary<string, string> { ["Database__ConnectionString"] = $"{process.Owner}-database", ["Bus__Address"] = $"{process.Owner}-bus" },
            process.SecretSettings);
    });

    // DB-1, OP-26: who serves does not have the password of who owns the tables, or of who declares queues.
    [Theory, Overlays]
    public void NoProcess_KnowsAnOwner(string overlay) => Assert.All(
        SecretReferences.Of(Overlay.Of(overlay)).Where(wanted => wanted.By.StartsWith("Deployment ", StringComparison.Ordinal)),
        wanted => Assert.DoesNotContain("owner", wanted.Secret, StringComparison.Ordinal));

    // OP-39, ID-4: while it changes, identity knows both public halves, and still no private one.
    [Fact]
    public void WhileTheGatewayChangesItsKey_BothAreRegistered()
    {
        using var folder = new TemporaryOverlay("""
            resources: [ { base }, { migrations } ]
            components: [ { secrets }, { gateway-key-change } ]
            """);
        var rendered = folder.Render();
        var job = rendered.Migrations.Single(job => job.Owner == "register-gateway");
        string[] known = ["key.pub.pem", "other.pub.pem"];
        Assert.Equal(known.SelectMany(file => (string[])["--key", "/var/run/gateway-key/" + file]), job.Spec.Containers.Single().Args.Skip(2));
        Assert.Equal(known, job.Volumes.Single(volume => volume.Secret?.SecretName == "gateway-key").Secret.Items.Select(item => item.Path));
        Assert.Superset(known.ToHashSet(), rendered.One<ExternalSecret>("gateway-key").Spec.Data.Select(datum => datum.SecretKey).ToHashSet());
    }

    private static Func<Pod, bool> Reads(string suffix) => pod =>
        pod.SecretSettings.Values.Any(secret => secret.EndsWith(suffix, StringComparison.Ordinal));

    private static Certificate CertificateOf(Rendered rendered, string secret) => rendered.Of<Certificate>().Single(certificate => certificate.Spec.SecretName == secret);

    // Of the server's secret its authority alone, not its key.
    private static string AuthorityAt(Pod pod, string path)
    {
        var volume = pod.Spec.Containers.Single().VolumeMounts.Single(mount => mount.MountPath == path).Name;
        var secret = pod.Volumes.Single(made => made.Name == volume).Secret;
        Assert.Equal(["ca.crt"], secret.Items.Select(item => item.Key));
        return secret.SecretName;
    }

    private static Dictionary<string, string[]> InProd(Rendered rendered) =>
        rendered.Of<ExternalSecret>().Select(secret => (Name: secret.Spec.Target.Name ?? secret.Name(), Keys: KeysOf(secret)))
            .Concat(rendered.Of<Certificate>().Select(certificate => (Name: certificate.Spec.SecretName, Keys: OfCertificates)))
            .ToDictionary(secret => secret.Name, secret => secret.Keys);

    private static string[] KeysOf(ExternalSecret secret) => [.. secret.Spec.Data.Select(datum => datum.SecretKey), .. secret.Spec.Target.Template?.Data.Keys ?? Enumerable.Empty<string>()];

    private static Dictionary<string, string[]> InDev() =>
        Command.Run(Checkout.Path("deploy/make-dev-secrets"), ["--list"]).Expect(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1..]);
}
