using k8s.Models;

namespace Cypp.Deploy.Tests;

public sealed class MigrationTests
{
    private static readonly string[] Databases = ["early-help", "health", "identity", "index", "learning", "outcomes", "safeguarding"];

    // OP-26
    [Theory, Overlays]
    public void EveryDatabase_IsMigratedByAJobOfItsRelease(string overlay) => Assert.Equal(
        Databases.Select(database => $"migrate-{database}-{VersionOf(overlay)}"),
        Overlay.Of(overlay).Migrations.Where(job => job.Spec.Containers.Single().Args is ["migrate"]).Select(job => job.Owner).Order(StringComparer.Ordinal));

    // OP-26: it ends, whatever happens, and what it said can be read for some days.
    [Theory, Overlays]
    public void EveryJob_Ends(string overlay) => Assert.All(Overlay.Of(overlay).Of<V1Job>(), job =>
    {
        Assert.InRange(job.Spec.BackoffLimit ?? -1, 1, 6);
        Assert.InRange(job.Spec.ActiveDeadlineSeconds ?? 0, 60, 3600);
        Assert.InRange(job.Spec.TtlSecondsAfterFinished ?? 0, 3600, 7 * 24 * 3600);
        Assert.Equal("Never", job.Spec.Template.Spec.RestartPolicy);
        Assert.EndsWith("-" + VersionOf(overlay), job.Name(), StringComparison.Ordinal);
    });

    // OP-26, DB-1: each with its own database's owner, and with nobody else's.
    [Theory, Overlays]
    public void EveryMigration_WorksAsTheOwnerOfItsDatabaseAlone(string overlay) => Assert.All(Databases, database =>
    {
        var job = Overlay.Of(overlay).Migrations.Single(job => job.Owner == $"migrate-{database}-{VersionOf(overlay)}");
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Database__ConnectionString"] = $"{database}-database",
                ["Database__OwnerConnectionString"] = $"{database}-owner-database",
                ["Bus__Address"] = $"{database}-bus",
                ["Bus__OwnerAddress"] = "owner-bus",
            },
            job.SecretSettings);
    });

    // OP-26: replicas that start together must not each change the tables.
    [Theory, Overlays]
    public void NoProcess_MigratesByItself(string overlay) => Assert.All(Overlay.Of(overlay).Processes, process =>
    {
        var container = process.Spec.Containers.Single();
        Assert.Null(container.Args);
        Assert.Null(container.Command);
        Assert.DoesNotContain("Database__MigrateAtStart", Overlay.Of(overlay).SettingsOf(container).Keys);
    });

    // OP-26: of the gateway's key identity gets the public half, which opens nothing.
    [Theory, Overlays]
    public void GatewaysKey_IsRegisteredByItsPublicHalf(string overlay)
    {
        var job = Overlay.Of(overlay).Migrations.Single(job => job.Owner == "register-gateway-" + VersionOf(overlay));
        var container = job.Spec.Containers.Single();
        var key = job.Volumes.Single(volume => volume.Name == container.VolumeMounts.Single(mount => mount.MountPath == "/var/run/gateway-key").Name);
        Assert.Equal(["key.pub.pem"], key.Secret.Items.Select(item => item.Key));
        Assert.Equal(["gateway", "register", "--key", "/var/run/gateway-key/key.pub.pem"], container.Args);
        Assert.Equal("/var/run/gateway-key/key.pem", Overlay.Of(overlay).SettingsOf("gateway")["Exchange__KeyFile"]);
    }

    private static string VersionOf(string overlay) => Overlay.Of(overlay).Of<V1Job>().First().GetLabel("app.kubernetes.io/version").Replace('.', '-');
}
