using System.Text.RegularExpressions;
using Cypp.Deploy.Tests.Custom;
using k8s.Models;

namespace Cypp.Deploy.Tests;

public sealed partial class ImageTests
{
    [GeneratedRegex(@"^[a-z0-9./-]+(:\d+\.\d+(\.\d+)?(-[0-9a-z.-]+)?|@sha256:[0-9a-f]{64})$")]
    private static partial Regex Fixed();

    [GeneratedRegex(@"^\s*(- )?(image|imageName):\s*(?<image>\S+)", RegexOptions.Multiline)]
    private static partial Regex Written();

    [GeneratedRegex(@"image\.matches\('(?<pattern>[^']+)'\)")]
    private static partial Regex Matched();

    [GeneratedRegex(@"startsWith\('(?<prefix>[^']+)'\)")]
    private static partial Regex Begun();

    // OP-4
    [Theory, Overlays]
    public void EveryImage_HasADigestOrAFixedVersion(string overlay) => Assert.All(ImagesOf(Overlay.Of(overlay)), image => Assert.Matches(Fixed(), image));

    // OP-4: one place to change, the overlay's images.
    [Fact]
    public void NoManifest_NamesAVersionItself() => Assert.All(
        Directory.GetFiles(Checkout.Path("deploy/k8s"), "*.yaml", SearchOption.AllDirectories).SelectMany(file => Written().Matches(File.ReadAllText(file))),
        written => Assert.DoesNotContain(":", written.Groups["image"].Value));

    // OP-4: all of a release are of it.
    [Theory, Overlays]
    public void OurImages_HaveTheReleasesVersion(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        Assert.All(rendered.Processes.Concat(rendered.Migrations), pod => Assert.EndsWith(
            ":" + pod.Labels["app.kubernetes.io/version"], pod.Spec.Containers.Single().Image, StringComparison.Ordinal));
    }

    // OP-25: what the policy lets in is what we deploy.
    [Fact]
    public void AdmissionPolicy_LetsOurImagesInAndNoOthers()
    {
        var rendered = Overlay.Of("prod");
        var policy = rendered.Of<V1ValidatingAdmissionPolicy>().Single();
        var prefix = Begun().Match(string.Concat(policy.Spec.Validations.Select(rule => rule.Expression))).Groups["prefix"].Value;
        var patterns = Matched().Matches(policy.Spec.Validations[1].Expression).Select(pattern => new Regex(pattern.Groups["pattern"].Value)).ToList();
        Assert.Equal(2, patterns.Count);
        Assert.All(ImagesOf(rendered), image => Assert.True(Admitted(image), image));
        string[] others = [prefix + "cypp/index:latest", prefix + "cypp/index", prefix + "cypp/index:0", "docker.io/library/postgres:15.13", prefix + "a@sha256:12"];
        Assert.All(others, image => Assert.False(Admitted(image), image));

        bool Admitted(string image) => image.StartsWith(prefix, StringComparison.Ordinal) && patterns.Any(pattern => pattern.IsMatch(image));
    }

    // OP-25: it fails closed, denies, and holds where our pods run.
    [Fact]
    public void AdmissionPolicy_IsBoundToTheNamespace()
    {
        var rendered = Overlay.Of("prod");
        var policy = rendered.Of<V1ValidatingAdmissionPolicy>().Single();
        var binding = rendered.Of<V1ValidatingAdmissionPolicyBinding>().Single();
        Assert.Equal("Fail", policy.Spec.FailurePolicy);
        Assert.Equal(policy.Name(), binding.Spec.PolicyName);
        Assert.Contains("Deny", binding.Spec.ValidationActions);
        var labels = rendered.Of<V1Namespace>().Single().Labels().Append(new("kubernetes.io/metadata.name", rendered.Namespace)).ToDictionary();
        Assert.All(binding.Spec.MatchResources.NamespaceSelector.MatchLabels, label => Assert.Equal(label.Value, labels[label.Key]));
    }

    private static IEnumerable<string> ImagesOf(Rendered rendered) =>
    [
        .. rendered.Pods.SelectMany(pod => pod.Containers).Select(container => container.Image),
        .. rendered.Of<PostgresCluster>().Select(cluster => cluster.Spec.ImageName), .. rendered.Of<RabbitCluster>().Select(cluster => cluster.Spec.Image),
    ];
}
