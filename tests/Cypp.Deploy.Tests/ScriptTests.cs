namespace Cypp.Deploy.Tests;

/// <summary>The commands by what they do without a cluster: a kubectl that writes down what it is told stands for one.</summary>
public sealed class ScriptTests
{
    private static readonly string[] Ours = ["deploy", "."];

    private static string[] Scripts =>
    [
        .. Ours.SelectMany(folder => Directory.GetFiles(Checkout.Path(folder), "*", folder == "." ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
            .Where(file => File.ReadLines(file).FirstOrDefault()?.StartsWith("#!", StringComparison.Ordinal) is true),
    ];

    [Fact]
    public void EveryScript_PassesShellcheck()
    {
        Assert.True(Scripts.Length >= 13);
        Command.Run("shellcheck", ["--external-sources", .. Scripts]).Expect(0);
    }

    [Fact]
    public void EveryManifest_PassesYamllint() => Command.Run("yamllint", ["--strict", "--config-file", "deploy/.yamllint.yaml", "deploy"]).Expect(0);

    // OP-1: an overlay or version that is none ends it with a line that says so.
    [Theory]
    [InlineData("nowhere", null, "no overlay nowhere; there are: dev, prod")]
    [InlineData("../dev", null, "no overlay ../dev")]
    [InlineData("dev", "latest", "latest is not a version")]
    public void Render_OfWhatIsNotThere_SaysSo(string overlay, string? version, string said)
    {
        var result = Command.Run("deploy/render", version is null ? [overlay] : [overlay, version]).Expect(2);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    // OP-4: a version in one place is one everywhere.
    [Theory, Overlays]
    public void Render_OfAnotherVersion_ChangesAllThatIsOurs(string overlay)
    {
        var rendered = Overlay.Read("overlays/" + overlay, Command.Run("deploy/render", [overlay, "9.8.7"]).Expect(0).Out);
        Assert.All(rendered.Processes.Concat(rendered.Migrations), pod => Assert.EndsWith(":9.8.7", pod.Spec.Containers.Single().Image, StringComparison.Ordinal));
        Assert.All(rendered.Processes.Concat(rendered.Migrations), pod => Assert.Equal("9.8.7", pod.Labels["app.kubernetes.io/version"]));
        Assert.All(rendered.Migrations, job => Assert.EndsWith("-9-8-7", job.Owner, StringComparison.Ordinal));
    }

    // OP-4: an image without a version, or a version without an image, does not get to a cluster.
    [Theory]
    [InlineData("s/newTag: 0.1.0/newTag: 0.1.0/; 0,/  - name: cypp\\/gateway/ s/cypp\\/gateway/cypp\\/gatewy/", "images that the overlay gives no version")]
    [InlineData("s/^images:/images:\\n  - name: cypp\\/unheard-of\\n    newTag: 0.1.0/", "images that nothing uses")]
    public void Render_OfAnUnknownImage_Fails(string change, string said)
    {
        using var copy = new TemporaryFolder();
        Command.Run("cp", ["-r", Checkout.Path("deploy"), copy.Path]).Expect(0);
        Command.Run("sed", ["-i", "-E", change, Path.Combine(copy.Path, "deploy/k8s/overlays/dev/kustomization.yaml")]).Expect(0);
        Assert.Contains(said, Command.Run(Path.Combine(copy.Path, "deploy/render"), ["dev"]).Expect(1).Error, StringComparison.Ordinal);
    }

    // OP-26: settings, then migrations to their end, then processes, and at last a question to the gateway.
    [Theory, Overlays]
    public void Apply_MigratesBeforeAnythingServes(string overlay)
    {
        using var cluster = new PretendedCluster();
        cluster.Apply(overlay).Expect(0);
        var told = cluster.Told;
        var settings = told.FindIndex(line => line.Contains("apply ConfigMap", StringComparison.Ordinal));
        var migrated = told.FindLastIndex(line => line.Contains("wait --for=condition=Complete", StringComparison.Ordinal));
        var processes = told.FindIndex(line => line.Contains("apply Deployment", StringComparison.Ordinal));
        var asked = told.FindIndex(line => line.Contains("port-forward", StringComparison.Ordinal));
        Assert.True(settings >= 0 && settings < migrated && migrated < processes && processes < asked, string.Join('\n', told));
        Assert.Equal(8, told.Count(line => line.Contains("apply Job", StringComparison.Ordinal)));
        Assert.Equal(8, told.Count(line => line.Contains("rollout status", StringComparison.Ordinal) && line.Contains("deployment/", StringComparison.Ordinal)));
        Assert.Equal(Overlay.Of(overlay).Objects.Count, cluster.Applied);
    }

    // OP-21: an operator refuses a user or role whose secret is not there.
    [Fact]
    public void Apply_WaitsForSecretsBeforeWhatNamesThem()
    {
        using var cluster = new PretendedCluster();
        cluster.Apply("prod").Expect(0);
        Assert.InRange(cluster.Told.FindIndex(line => line.Contains("externalsecret", StringComparison.Ordinal)), cluster.Told.IndexOf("apply ExternalSecret") + 1, int.MaxValue);
        Assert.Contains("apply ExternalSecret", cluster.Told);
        var waited = cluster.Told.FindLastIndex(line => line.StartsWith("wait ", StringComparison.Ordinal) && line.Contains("externalsecret", StringComparison.Ordinal));
        Assert.InRange(cluster.Told.FindIndex(line => line == "apply User"), waited, int.MaxValue);
        Assert.InRange(cluster.Told.FindIndex(line => line == "apply Cluster"), waited, int.MaxValue);
    }

    // OP-15: who mostly takes in first, the gateway last (docs/operations.md, "Upgrade, and go back"); each serves before the next is touched.
    [Fact]
    public void Apply_OfANewVersion_ReplacesOneAfterAnother()
    {
        using var cluster = new PretendedCluster();
        cluster.Apply("prod", ("SERVES", "yes")).Expect(0);
        var told = cluster.Told.SkipWhile(line => line != "apply Deployment").Where(line => line == "apply Deployment" || line.StartsWith("rollout", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ((string[])["outcomes", "early-help", "learning", "health", "index", "safeguarding", "identity", "gateway"])
                .SelectMany(name => (string[])["apply Deployment", $"rollout status --timeout=900s deployment/{name}"]),
            told);
        Assert.Equal(Overlay.Of("prod").Objects.Count, cluster.Applied);
        using var stuck = new PretendedCluster();
        stuck.Apply("prod", ("SERVES", "yes"), ("STUCK", "deployment/health")).Expect(5);
        Assert.DoesNotContain(stuck.Told, line => line.StartsWith("rollout", StringComparison.Ordinal) && line.EndsWith("deployment/index", StringComparison.Ordinal));
    }

    // OP-26: a migration that fails leaves the old version serving.
    [Fact]
    public void Apply_WhenAMigrationFails_ReplacesNothing()
    {
        using var cluster = new PretendedCluster();
        var result = cluster.Apply("prod", ("FAILS", "migrate-health")).Expect(4);
        Assert.Contains("migrate-health-0-1-0 failed", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Told, line => line.Contains("apply Deployment", StringComparison.Ordinal));
    }

    // OP-7, OP-26: a release's migrations run once.
    [Fact]
    public void Apply_AfterItsMigrationsAreDone_DoesNotRunThemAgain()
    {
        using var cluster = new PretendedCluster();
        cluster.Apply("prod", ("DONE", "yes"), ("IMAGE", "registry.example.org/cypp/gateway:0.1.0")).Expect(0);
        Assert.DoesNotContain(cluster.Told, line => line.Contains("apply Job", StringComparison.Ordinal));
    }

    // OP-26: a version is not gone back to because its jobs were done once: they run, and refuse a later database.
    [Fact]
    public void Apply_OfAnotherVersionThanIsDeployed_RunsItsJobsWhateverTheyDidBefore()
    {
        using var cluster = new PretendedCluster();
        cluster.Apply("prod", ("DONE", "yes"), ("SERVES", "yes"), ("IMAGE", "registry.example.org/cypp/gateway:0.2.0"), ("FAILS", "migrate-index")).Expect(4);
        Assert.Contains("delete job migrate-index-0-1-0", cluster.Told);
        Assert.DoesNotContain(cluster.Told, line => line.Contains("apply Deployment", StringComparison.Ordinal));
    }

    // OP-26: the gateway is registered in identity's tables.
    [Fact]
    public void Apply_RegistersTheGatewayAfterTheMigrations()
    {
        using var cluster = new PretendedCluster();
        cluster.Apply("prod").Expect(0);
        var ended = cluster.Told.Where(line => line.Contains("condition=Complete", StringComparison.Ordinal)).ToList();
        Assert.EndsWith("job/register-gateway-0-1-0", ended[^1], StringComparison.Ordinal);
        var waited = cluster.Told.FindIndex(line => line.EndsWith("job/migrate-identity-0-1-0", StringComparison.Ordinal));
        Assert.InRange(cluster.Told.FindLastIndex(line => line == "apply Job"), waited, int.MaxValue);
    }

    // OP-39: a restored database, or a broker that lost its queues, wants a release's migration once more.
    [Fact]
    public void Migrate_OfOneService_RunsItAgain()
    {
        using var cluster = new PretendedCluster();
        cluster.Run("deploy/migrate", ["prod", "index"], ("DONE", "yes")).Expect(0);
        Assert.Equal(["delete job migrate-index-0-1-0 --ignore-not-found", "apply Job", "wait --for=condition=Complete --timeout=10s job/migrate-index-0-1-0"], cluster.Told);
        using var failing = new PretendedCluster();
        Assert.Contains("migrate-index-0-1-0 failed", failing.Run("deploy/migrate", ["prod", "index"], ("FAILS", "migrate-index")).Expect(4).Error, StringComparison.Ordinal);
        Assert.Contains("no migration of gateway", failing.Run("deploy/migrate", ["prod", "gateway"]).Expect(2).Error, StringComparison.Ordinal);
    }

    // OP-15: what does not become ready is named, with the way back.
    [Fact]
    public void Apply_WhenARolloutStandsStill_SaysWhichAndHowToGoBack()
    {
        using var cluster = new PretendedCluster();
        var result = cluster.Apply("prod", ("STUCK", "deployment/learning")).Expect(5);
        Assert.Contains("rollout undo deployment/learning", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("deployment/index", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_WhenASecretIsNotThere_StopsBeforeMigrating()
    {
        using var cluster = new PretendedCluster();
        var result = cluster.Apply("prod", ("STUCK", "externalsecret.external-secrets.io/index-database")).Expect(3);
        Assert.Contains("index-database is not ready", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Told, line => line.Contains("apply Job", StringComparison.Ordinal));
    }

    // OP-21: what is there stays, or a database would no longer know its service.
    [Fact]
    public void MakeDevSecrets_MakesWhatIsMissingAlone()
    {
        using var cluster = new PretendedCluster();
        cluster.Run("deploy/make-dev-secrets", []).Expect(0);
        Assert.Equal(30, cluster.Told.Count(line => line.Contains("create secret generic", StringComparison.Ordinal)));
        using var again = new PretendedCluster();
        again.Run("deploy/make-dev-secrets", [], ("PRESENT", "index-database")).Expect(0);
        Assert.Equal(29, again.Told.Count(line => line.Contains("create secret generic", StringComparison.Ordinal)));
        // Words on a command line are seen by everyone on the machine.
        Assert.DoesNotContain(cluster.Told, line => line.Contains("--from-literal", StringComparison.Ordinal));
    }

    // OP-4: what an image is built on is chosen, never whatever a registry has under a name today.
    [Theory]
    [InlineData("", "localhost/base", "SDK and BASE say")]
    [InlineData("localhost/sdk", "mcr.example.org/aspnet:10.0", "has no digest and is not on this machine")]
    public void Images_WithoutAFixedBase_AreNotBuilt(string sdk, string baseImage, string said)
    {
        using var tools = new TemporaryFolder();
        tools.Script("podman", "#!/bin/sh\ncase $*:$1 in *localhost*:image) exit 0 ;; *:image) exit 1 ;; *) echo built ;; esac\n");
        var result = Images(tools, sdk, baseImage).Expect(2);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    // OP-4: a base that is on this machine is not fetched from anywhere, and all eight are built of what there is.
    [Fact]
    public void Images_OnABaseOfThisMachine_AreBuiltOffline()
    {
        using var tools = new TemporaryFolder();
        tools.Script("podman", "#!/bin/sh\n[ \"$1\" != build ] || echo \"$@\"\n");
        var built = Images(tools, "localhost/sdk", "localhost/base", network: "of-the-packages")
            .Expect(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Overlay.Of("dev").Processes.Select(process => process.Spec.Containers.Single().Image.Split(':')[0] + ":1.2.3").Order(), built.Select(line => line.Split(" --tag ")[1].Split(' ')[0]).Order());
        Assert.All(built, line => Assert.Contains("--pull=never", line, StringComparison.Ordinal));
        Assert.All(built, line => Assert.Contains("--network=of-the-packages ", line, StringComparison.Ordinal));
        Assert.DoesNotContain("--network", Images(tools, "localhost/sdk", "localhost/base").Expect(0).Out, StringComparison.Ordinal);
        Assert.All(built, line => Assert.Single(Directory.GetFiles(Checkout.Path(line.Split("PROJECT=")[1].Split(' ')[0]), "*.csproj")));
    }

    // OP-18: as the manifests run it.
    [Fact]
    public void Dockerfile_RunsAs1654OnABaseThatIsGiven()
    {
        var lines = File.ReadAllLines(Checkout.Path("deploy/Dockerfile"));
        Assert.Contains("USER 1654", lines);
        Assert.Equal(["FROM ${SDK} AS build", "FROM ${BASE}"], lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)));
        Assert.Contains("ARG BASE", lines);
        Assert.Contains(lines, line => line.Contains("PublishReadyToRun=true", StringComparison.Ordinal));
    }

    private static Command.Result Images(TemporaryFolder tools, string sdk, string baseImage, string network = "") => Command.Run("deploy/images", ["1.2.3"], new Dictionary<string, string>
    {
        ["SDK"] = sdk,
        ["BASE"] = baseImage,
        ["NETWORK"] = network,
        ["PATH"] = tools.Path + ":" + Environment.GetEnvironmentVariable("PATH"),
    });
}
