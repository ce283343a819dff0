using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cypp.Deploy.Tests.Custom;
using k8s.Models;

namespace Cypp.Deploy.Tests;

public sealed partial class DataTests
{
    private static readonly string[] Databases = ["early-help", "health", "identity", "index", "learning", "outcomes", "safeguarding"];

    private static PostgresClusterSpec Postgres => Overlay.Of("prod").Of<PostgresCluster>().Single().Spec;

    private static RabbitClusterSpec Rabbit => Overlay.Of("prod").Of<RabbitCluster>().Single().Spec;

    // OP-27: no acknowledged commit is on one disk alone.
    [Fact]
    public void Postgres_HasThreeInstancesInThreeZones()
    {
        Assert.Equal(3, Postgres.Instances);
        Assert.Equal((true, "required", "topology.kubernetes.io/zone"), (Postgres.Affinity!.EnablePodAntiAffinity, Postgres.Affinity.PodAntiAffinityType, Postgres.Affinity.TopologyKey));
        Assert.Equal(("any", 1, "required"), (Postgres.Postgresql.Synchronous!.Method, Postgres.Postgresql.Synchronous.Number, Postgres.Postgresql.Synchronous.DataDurability));
        Assert.True(Postgres.EnablePdb);
        Assert.False(Postgres.EnableSuperuserAccess);
    }

    // OP-27
    [Fact]
    public void Postgres_ArchivesItsLogAndIsBackedUpEveryNight()
    {
        var archiver = Postgres.Plugins.Single(plugin => plugin.IsWalArchiver);
        Assert.Contains(Overlay.Of("prod").Of<ObjectStore>(), store => store.Name() == archiver.Parameters["barmanObjectName"]);
        var backup = Overlay.Of("prod").Of<ScheduledBackup>().Single().Spec;
        Assert.Equal(("postgres", "plugin", archiver.Name), (backup.Cluster.Name, backup.Method, backup.PluginConfiguration.Name));
        Assert.Matches(@"^\d+ \d+ \d+ \* \* \*$", backup.Schedule);
    }

    // OP-27: the way back reads the archive and writes nothing there.
    [Fact]
    public void Restore_IsFromTheArchiveToAMoment()
    {
        var restored = Overlay.OfFolder("restore").Of<PostgresCluster>().Single();
        Assert.NotEqual("postgres", restored.Name());
        var source = restored.Spec.ExternalClusters.Single(cluster => cluster.Name == restored.Spec.Bootstrap!.Recovery!.Source);
        Assert.Equal(Postgres.Plugins.Single().Parameters["barmanObjectName"], source.Plugin!.Parameters["barmanObjectName"]);
        Assert.Equal("postgres", source.Plugin.Parameters["serverName"]);
        Assert.True(DateTimeOffset.TryParse(restored.Spec.Bootstrap!.Recovery!.RecoveryTarget!.TargetTime, CultureInfo.InvariantCulture, out _));
        Assert.Empty(restored.Spec.Plugins);
        // A copy of every child's record does not outlive its use.
        Assert.All([restored.Spec.Storage, restored.Spec.WalStorage!], disk => Assert.Equal("Delete", Overlay.Of("prod").One<V1StorageClass>(disk.StorageClass).ReclaimPolicy));
        Assert.Equal(Postgres.ImageName, restored.Spec.ImageName);
        // It starts only with at least what its source allowed.
        Assert.Equal(Postgres.Postgresql.Parameters["max_connections"], restored.Spec.Postgresql.Parameters["max_connections"]);
    }

    // OP-28, DB-1
    [Fact]
    public void Postgres_HasADatabaseAndTwoBoundRolesAService()
    {
        Assert.Equal(Databases.SelectMany(name => (string[])[name, name + "_owner"]).Order(), Postgres.Managed!.Roles.Select(role => role.Name).Order());
        Assert.All(Postgres.Managed.Roles, role => Assert.False(role.Superuser || role.Bypassrls || role.Createdb || role.Createrole));
        Assert.Equal(Databases, Overlay.Of("prod").Of<PostgresDatabase>().Select(database => database.Spec.Name).Order());
        Assert.All(Overlay.Of("prod").Of<PostgresDatabase>().Select(database => database.Spec), database =>
        {
            Assert.Equal((database.Name + "_owner", "postgres", "retain"), (database.Owner, database.Cluster.Name, database.DatabaseReclaimPolicy));
            Assert.Contains($"hostssl {database.Name} {database.Name},{database.Owner} all scram-sha-256", Postgres.Postgresql.HostAccess);
        });
    }

    // OP-28: with every replica there may be, one more of each while it is replaced, and all of its pool in use.
    [Fact]
    public void InProd_AllPoolsTogetherFitPostgres()
    {
        var rendered = Overlay.Of("prod");
        var pool = PoolOf(rendered.Of<ExternalSecret>().First(secret => secret.Name() == "index-database").Spec.Target.Template!.Data["connection-string"]);
        Assert.All(Databases, database => Assert.True(Postgres.Managed!.Roles.Single(role => role.Name == database).ConnectionLimit >= Replicas.Most(rendered, database) * pool, database));
        Assert.InRange(MostConnections(rendered, pool), 1, int.Parse(Postgres.Postgresql.Parameters["max_connections"], CultureInfo.InvariantCulture));
    }

    // OP-28
    [Fact]
    public void InDev_AllPoolsTogetherFitPostgres()
    {
        var rendered = Overlay.Of("dev");
        var allowed = rendered.Servers.Single(server => server.Owner == "postgres").Spec.Containers.Single().Args.Single(argument => argument.StartsWith("max_connections=", StringComparison.Ordinal));
        Assert.InRange(MostConnections(rendered, PoolOf(Checkout.Read("deploy/make-dev-secrets"))), 1, int.Parse(allowed.Split('=')[1], CultureInfo.InvariantCulture));
    }

    // OP-29
    [Fact]
    public void Broker_HasThreeNodesThatKeepWhatTheyConfirmed()
    {
        Assert.Equal(3, Rabbit.Replicas);
        var configuration = Rabbit.Rabbitmq.AdditionalConfig.Split('\n').Where(line => line.Contains('=')).Select(line => line.Split('=')).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());
        Assert.Equal("pause_minority", configuration["cluster_partition_handling"]);
        Assert.True(double.Parse(configuration["disk_free_limit.relative"], CultureInfo.InvariantCulture) >= 1);
        // Its own count of memory is of the limit; the kernel's answer to more is to kill it.
        Assert.Equal(Rabbit.Resources.Requests["memory"].ToDecimal(), Rabbit.Resources.Limits["memory"].ToDecimal());
        Assert.Equal(("/", "quorum"), (Overlay.Of("prod").Of<RabbitVhost>().Single().Spec.Name, Overlay.Of("prod").Of<RabbitVhost>().Single().Spec.DefaultQueueType));
        Assert.All(Rabbit.Override.StatefulSet.Spec.Template.Spec.TopologySpreadConstraints, spread => Assert.Equal("DoNotSchedule", spread.WhenUnsatisfiable));
        Assert.Equal(["kubernetes.io/hostname", "topology.kubernetes.io/zone"], Rabbit.Override.StatefulSet.Spec.Template.Spec.TopologySpreadConstraints.Select(spread => spread.TopologyKey).Order());
    }

    // FT-10: a node that runs without its quorum queues is started anew; one that is paused is left alone.
    [Theory, Overlays]
    public void Broker_IsAskedWhetherItWritesItsLog(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        var probe = (rendered.IsProd ? Rabbit.Override.StatefulSet.Spec.Template.Spec : rendered.Servers.Single(server => server.Owner == "rabbitmq").Spec)
            .Containers.Single().LivenessProbe;
        Assert.Contains("is_pid(whereis(Log))", probe.Exec.Command[^1], StringComparison.Ordinal);
        Assert.Contains("not rabbit:is_running() orelse", probe.Exec.Command[^1], StringComparison.Ordinal);
        Assert.True(probe.TimeoutSeconds >= 20 && probe.PeriodSeconds >= 2 * probe.TimeoutSeconds);
    }

    // OP-29, MQ-11: as BrokerPermissions has them, and RealPlatform makes them.
    [Theory, Overlays]
    public void BrokersUsers_MayWhatTheirServicesDo(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        var permissions = rendered.IsProd
            ? rendered.Of<RabbitPermission>().ToDictionary(made => made.Spec.UserReference.Name, made => new[] { made.Spec.Permissions.Configure, made.Spec.Permissions.Write, made.Spec.Permissions.Read })
            : InDefinitions();
        Assert.All(Databases, service =>
        {
            var sending = $@"^({service}|{service}\.dead|cypp\.({service}|messaging|platform))$";
            Assert.Equal([sending, sending, $@"^({service}|{service}\.dead)$"], permissions[service]);
        });
        Assert.Equal([".*", ".*", ".*"], permissions["owner"]);
        Assert.Equal(rendered.IsProd ? ["owner", "watcher"] : ["owner"], permissions.Keys.Except(Databases).Order());
        Assert.All(permissions.Keys.Where(_ => rendered.IsProd), user => Assert.Equal(user + "-bus", rendered.One<RabbitUser>(user).Spec.ImportCredentialsSecret.Name));
    }

    // OP-31
    [Theory, Overlays]
    public void EveryDisk_OutlivesWhoClaimedIt(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        Assert.All(rendered.Of<V1StatefulSet>().Select(made => made.Spec.PersistentVolumeClaimRetentionPolicy), policy => Assert.Equal(("Retain", "Retain"), (policy.WhenDeleted, policy.WhenScaled)));
        string[] classes =
        [
            .. rendered.Of<V1PersistentVolumeClaim>().Select(claim => claim.Spec.StorageClassName),
            .. rendered.Of<V1StatefulSet>().SelectMany(made => made.Spec.VolumeClaimTemplates).Select(claim => claim.Spec.StorageClassName),
            .. rendered.Of<PostgresCluster>().SelectMany(made => (string[])[made.Spec.Storage.StorageClass, made.Spec.WalStorage!.StorageClass]),
            .. rendered.Of<RabbitCluster>().Select(made => made.Spec.Persistence.StorageClassName),
        ];
        Assert.NotEmpty(classes);
        Assert.All(classes, name => Assert.True(rendered.IsProd ? rendered.One<V1StorageClass>(name).ReclaimPolicy == "Retain" : name == "standard", name));
    }

    private static Dictionary<string, string[]> InDefinitions()
    {
        using var definitions = JsonDocument.Parse(Checkout.Read("deploy/k8s/components/one-server-each/definitions.json"));
        Assert.Equal(
            definitions.RootElement.GetProperty("permissions").EnumerateArray().Select(may => may.GetProperty("user").GetString()),
            definitions.RootElement.GetProperty("users").EnumerateArray().Select(user => user.GetProperty("name").GetString()));
        return definitions.RootElement.GetProperty("permissions").EnumerateArray().ToDictionary(
            may => may.GetProperty("user").GetString()!, may => ((string[])["configure", "write", "read"]).Select(right => may.GetProperty(right).GetString()!).ToArray());
    }

    // A migration has one at a time; the operator and its metrics have a few.
    private static int MostConnections(Rendered rendered, int pool) => Databases.Sum(database => Replicas.Most(rendered, database) * pool) + rendered.Migrations.Count() + 12;

    private static int PoolOf(string text) => int.Parse(Pool().Match(text).Groups["size"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Maximum Pool Size=(?<size>\d+)")]
    private static partial Regex Pool();
}
