using Cypp.Deploy.Tests.Custom;
using k8s.Models;

namespace Cypp.Deploy.Tests;

/// <summary>Every secret that something of an overlay refers to, with the key it wants there.</summary>
internal static class SecretReferences
{
    /// <returns>Key is null where all of a secret is wanted.</returns>
    public static IEnumerable<(string Secret, string? Key, string By)> Of(Rendered rendered) =>
    [
        .. rendered.Pods.SelectMany(pod => OfVolumes(pod).Select(wanted => (wanted.Secret, wanted.Key, pod.ToString()))),
        .. from ingress in rendered.Of<V1Ingress>()
           from secret in ingress.Spec.Tls.Select(tls => tls.SecretName).Append(ingress.GetAnnotation("nginx.ingress.kubernetes.io/proxy-ssl-secret").Split('/')[1])
           from key in (string[])["tls.crt", "tls.key"]
           select (secret, key, "Ingress"),
        .. rendered.Of<V1Ingress>().Select(ingress => (ingress.GetAnnotation("nginx.ingress.kubernetes.io/auth-tls-secret").Split('/')[1], "ca.crt", "Ingress")),
        .. from issuer in rendered.Of<Issuer>() where issuer.Spec.Ca is not null select (issuer.Spec.Ca!.SecretName, "tls.key", "Issuer"),
        .. rendered.Of<PostgresCluster>().SelectMany(OfPostgres),
        .. from store in rendered.Of<ObjectStore>()
           from wanted in (Reference[])[store.Spec.Configuration.S3Credentials.AccessKeyId, store.Spec.Configuration.S3Credentials.SecretAccessKey]
           select (wanted.Name, wanted.Key, "ObjectStore"),
        .. from cluster in rendered.Of<RabbitCluster>() from key in (string[])["tls.crt", "tls.key"] select (cluster.Spec.Tls.SecretName, key, "RabbitmqCluster"),
        .. from user in rendered.Of<RabbitUser>() from key in (string[])["username", "password"] select (user.Spec.ImportCredentialsSecret.Name, key, "User"),
        .. from authentication in rendered.Of<TriggerAuthentication>()
           from wanted in authentication.Spec.SecretTargetRef
           select (wanted.Name, wanted.Key, "TriggerAuthentication"),
    ];

    private static IEnumerable<(string Secret, string? Key)> OfVolumes(Pod pod) =>
        from volume in pod.Volumes
        from wanted in (volume.Projected?.Sources.Where(source => source.Secret is not null).Select(source => (source.Secret.Name, source.Secret.Items)) ?? [])
            .Concat(volume.Secret is null ? [] : [(volume.Secret.SecretName, volume.Secret.Items)])
        from key in wanted.Items?.Select(item => item.Key) ?? [null]
        select (wanted.Item1, key);

    private static IEnumerable<(string Secret, string? Key, string By)> OfPostgres(PostgresCluster cluster) =>
    [
        .. from role in cluster.Spec.Managed?.Roles ?? [] from key in (string[])["username", "password"] select (role.PasswordSecret.Name, key, "role " + role.Name),
        (cluster.Spec.Certificates!.ServerTlsSecret, "tls.key", "Cluster"), (cluster.Spec.Certificates.ServerCaSecret, "ca.crt", "Cluster"),
    ];
}
