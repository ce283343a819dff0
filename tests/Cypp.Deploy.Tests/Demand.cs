using Cypp.Deploy.Tests.Custom;
using k8s.Models;

namespace Cypp.Deploy.Tests;

/// <summary>What an overlay asks for when as much of it runs as may.</summary>
internal static class Demand
{
    public static IReadOnlyDictionary<string, decimal> Of(Rendered rendered)
    {
        (int Count, IEnumerable<V1ResourceRequirements> Each)[] all =
        [
            .. rendered.Processes.Select(process => (Replicas.Most(rendered, process.Owner), ResourcesOf(process))),
            .. rendered.Migrations.Select(job => (1, ResourcesOf(job))),
            .. rendered.Servers.Select(server => (((V1StatefulSet)server.Maker).Spec.Replicas ?? 1, ResourcesOf(server))),
            .. rendered.Of<PostgresCluster>().Select(cluster => (cluster.Spec.Instances, (IEnumerable<V1ResourceRequirements>)[cluster.Spec.Resources])),
            .. rendered.Of<RabbitCluster>().Select(cluster => (cluster.Spec.Replicas, (IEnumerable<V1ResourceRequirements>)[cluster.Spec.Resources])),
            .. rendered.Of<PrometheusServer>().Select(server => (server.Spec.Replicas, (IEnumerable<V1ResourceRequirements>)[server.Spec.Resources])),
        ];
        return new Dictionary<string, decimal>
        {
            ["pods"] = all.Sum(some => some.Count),
            ["requests.cpu"] = Sum(resources => resources.Requests["cpu"]),
            ["requests.memory"] = Sum(resources => resources.Requests["memory"]),
            ["limits.memory"] = Sum(resources => resources.Limits["memory"]),
            ["requests.storage"] = StorageOf(rendered).Sum(size => size.ToDecimal()),
        };

        decimal Sum(Func<V1ResourceRequirements, ResourceQuantity> of) => all.Sum(some => some.Count * some.Each.Sum(resources => of(resources).ToDecimal()));
    }

    private static IEnumerable<V1ResourceRequirements> ResourcesOf(Pod pod) => pod.Spec.Containers.Select(container => container.Resources);

    private static IEnumerable<ResourceQuantity> StorageOf(Rendered rendered) =>
    [
        .. rendered.Of<V1PersistentVolumeClaim>().Select(claim => claim.Spec.Resources.Requests["storage"]),
        .. rendered.Of<V1StatefulSet>().SelectMany(made => made.Spec.VolumeClaimTemplates ?? []).Select(claim => claim.Spec.Resources.Requests["storage"]),
        .. rendered.Of<PostgresCluster>().SelectMany(made => Enumerable.Repeat(new[] { made.Spec.Storage.Size, made.Spec.WalStorage!.Size }, made.Spec.Instances)).SelectMany(sizes => sizes).Select(size => new ResourceQuantity(size)),
        .. rendered.Of<RabbitCluster>().SelectMany(made => Enumerable.Repeat(made.Spec.Persistence.Storage, made.Spec.Replicas)).Select(size => new ResourceQuantity(size)),
        .. rendered.Of<PrometheusServer>().Select(made => made.Spec.Storage.VolumeClaimTemplate.Spec.Resources.Requests["storage"]),
    ];
}
