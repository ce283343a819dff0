using System.Net;
using Cypp.Deploy.Tests.Custom;
using k8s.Models;

namespace Cypp.Deploy.Tests;

public sealed class SecurityTests
{
    // OP-17
    [Theory, Overlays]
    public void Namespace_TakesRestrictedPodsAlone(string overlay)
    {
        var labels = Overlay.Of(overlay).Of<V1Namespace>().Single().Labels();
        Assert.All((string[])["enforce", "warn", "audit"], mode =>
        {
            Assert.Equal("restricted", labels["pod-security.kubernetes.io/" + mode]);
            Assert.Matches(@"^v1\.\d+$", labels[$"pod-security.kubernetes.io/{mode}-version"]);
        });
    }

    // OP-18, K8S-1
    [Theory, Overlays]
    public void EveryPod_RunsWithNothingItDoesNotNeed(string overlay) => Assert.All(Overlay.Of(overlay).Pods, pod =>
    {
        Assert.True(pod.Spec.SecurityContext.RunAsNonRoot);
        Assert.Equal("RuntimeDefault", pod.Spec.SecurityContext.SeccompProfile.Type);
        Assert.All((bool?[])[pod.Spec.HostNetwork, pod.Spec.HostPID, pod.Spec.HostIPC], host => Assert.NotEqual(true, host));
        Assert.DoesNotContain(pod.Volumes, volume => volume.HostPath is not null);
        Assert.All(pod.Containers, container =>
        {
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.True(container.SecurityContext.RunAsNonRoot);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.Null(container.SecurityContext.Capabilities.Add);
            Assert.NotEqual(true, container.SecurityContext.Privileged);
        });
    });

    // OP-18: APP_UID of .NET's images.
    [Theory, Overlays]
    public void EveryPodOfOurs_RunsAs1654(string overlay) => Assert.All(
        Overlay.Of(overlay).Processes.Concat(Overlay.Of(overlay).Migrations), pod => Assert.Equal(1654, pod.Spec.SecurityContext.RunAsUser));

    // OP-18: the operator's pods in a namespace that takes restricted ones alone.
    [Fact]
    public void BrokersPods_AreRestrictedToo()
    {
        var pod = Overlay.Of("prod").Of<RabbitCluster>().Single().Spec.Override.StatefulSet.Spec.Template.Spec;
        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
        Assert.Equal(["rabbitmq", "setup-container"], pod.Containers.Concat(pod.InitContainers).Select(container => container.Name));
        Assert.All(pod.Containers.Concat(pod.InitContainers), container =>
        {
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
        });
    }

    // OP-19, K8S-1
    [Theory, Overlays]
    public void EveryWorkload_HasAnAccountOfItsOwnAndNoToken(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        Assert.All(rendered.Pods.GroupBy(pod => pod.Spec.ServiceAccountName), account => Assert.Single(account));
        Assert.All(rendered.Pods, pod =>
        {
            Assert.False(pod.Spec.AutomountServiceAccountToken);
            Assert.False(rendered.One<V1ServiceAccount>(pod.Spec.ServiceAccountName).AutomountServiceAccountToken);
        });
    }

    // OP-19: with no token nobody needs a right.
    [Theory, Overlays]
    public void NoRole_IsGivenToAnybody(string overlay) => Assert.DoesNotContain(
        Overlay.Of(overlay).Objects, made => made is V1ClusterRole or V1ClusterRoleBinding or V1Role or V1RoleBinding);

    // OP-24
    [Theory, Overlays]
    public void NoService_IsOpenToOutside(string overlay) => Assert.All(
        Overlay.Of(overlay).Of<V1Service>(), service => Assert.Contains(service.Spec.Type, (string?[])[null, "ClusterIP"]));

    // OP-24, OP-23
    [Fact]
    public void InProd_TheOneWayInIsToTheGatewayByTls()
    {
        var rendered = Overlay.Of("prod");
        var ingress = rendered.Of<V1Ingress>().Single();
        var rule = ingress.Spec.Rules.Single();
        var backend = rule.Http.Paths.Single().Backend.Service;
        Assert.Equal("gateway", backend.Name);
        Assert.Contains(rendered.One<V1Service>("gateway").Spec.Ports, port => port.Name == backend.Port.Name);
        Assert.Equal("HTTPS", ingress.GetAnnotation("nginx.ingress.kubernetes.io/backend-protocol"));
        Assert.Equal("on", ingress.GetAnnotation("nginx.ingress.kubernetes.io/proxy-ssl-verify"));
        var tls = ingress.Spec.Tls.Single();
        Assert.Equal([rule.Host], tls.Hosts);
        Assert.Equal([rule.Host], rendered.Of<Certificate>().Single(certificate => certificate.Spec.SecretName == tls.SecretName).Spec.DnsNames);
        Assert.Equal($"https://{rule.Host}/identity", rendered.SettingsOf("identity")["Identity__Issuer"]);
    }

    // RFC 8705: without both, no agency's token could be bound to its certificate.
    [Fact]
    public void InProd_TheIngressTellsACallersCertificate_ByTheHeaderThatTheGatewayReads()
    {
        var rendered = Overlay.Of("prod");
        var ingress = rendered.Of<V1Ingress>().Single();
        Assert.Equal("optional_no_ca", ingress.GetAnnotation("nginx.ingress.kubernetes.io/auth-tls-verify-client"));
        Assert.Equal("true", ingress.GetAnnotation("nginx.ingress.kubernetes.io/auth-tls-pass-certificate-to-upstream"));
        var settings = rendered.SettingsOf("gateway");
        Assert.Equal("ssl-client-cert", settings["Edge__CertificateHeader"]);
        // Not from anywhere: the network of the ingress's pods.
        Assert.InRange(IPNetwork.Parse(settings["Edge__TrustedProxies__0"]).PrefixLength, 16, 32);
    }

    // OP-24
    [Fact]
    public void InDev_NothingIsOpenToOutside() => Assert.Empty(Overlay.Of("dev").Of<V1Ingress>());

    // OP-22: it makes and retires its signing keys itself, so that all replicas have one lasting folder, and nobody else has it.
    [Theory, Overlays]
    public void IdentitysKeys_AreSharedByItsReplicasAlone(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        var identity = rendered.Process("identity");
        var mount = identity.Spec.Containers.Single().VolumeMounts.Single(mount => mount.MountPath == rendered.SettingsOf("identity")["Identity__KeyDirectory"]);
        Assert.NotEqual(true, mount.ReadOnlyProperty);
        var claim = identity.Volumes.Single(volume => volume.Name == mount.Name).PersistentVolumeClaim.ClaimName;
        Assert.Equal(rendered.IsProd ? "ReadWriteMany" : "ReadWriteOnce", rendered.One<V1PersistentVolumeClaim>(claim).Spec.AccessModes.Single());
        Assert.Equal(["identity"], rendered.Pods.Where(pod => pod.Volumes.Any(volume => volume.PersistentVolumeClaim?.ClaimName == claim)).Select(pod => pod.Owner));
    }

    // AU-3: a witness's key is its own.
    [Theory, Overlays]
    public void EachServicesAuditKey_IsMountedByItAlone(string overlay)
    {
        var mounts = Overlay.Of(overlay).Pods.SelectMany(pod => pod.Volumes.Where(volume => volume.Secret is not null).Select(volume => (pod.Owner, Secret: volume.Secret.SecretName)));
        Assert.All(mounts.Where(mount => mount.Secret.EndsWith("-audit-key", StringComparison.Ordinal)), mount => Assert.Equal(mount.Owner + "-audit-key", mount.Secret));
        Assert.Equal(6, mounts.Count(mount => mount.Secret.EndsWith("-audit-key", StringComparison.Ordinal)));
    }
}
