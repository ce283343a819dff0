using k8s.Models;

namespace Cypp.Deploy.Tests;

public sealed class LabelTests
{
    private static readonly string[] Common = ["name", "part-of", "component", "version", "managed-by"];
    private static readonly string[] OfNoNamespace = ["Namespace", "PriorityClass", "StorageClass", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"];

    // OP-1
    [Fact]
    public void Overlays_AreThoseThatAreKnown() => Assert.Equal(["dev", "prod"], Overlay.Names);

    // OP-1, OP-2
    [Theory, Overlays]
    public void Overlay_RendersAndEveryObjectIsReadStrictly(string overlay) => Assert.NotEmpty(Overlay.Of(overlay).Objects);

    // OP-5
    [Theory, Overlays]
    public void EveryObject_SaysWhatItIs(string overlay) => Assert.All(Overlay.Of(overlay).Objects, made => Assert.All(
        Common, label => Assert.False(string.IsNullOrEmpty(made.GetLabel("app.kubernetes.io/" + label)), $"{made.Kind}/{made.Name()} lacks {label}")));

    // OP-5: what a pod tells of itself, by which it is found.
    [Theory, Overlays]
    public void EveryPod_HasTheLabelsOfWhatMakesIt(string overlay) => Assert.All(Overlay.Of(overlay).Pods, pod => Assert.All(
        (string[])[Rendered.NameLabel, Rendered.ComponentLabel, "app.kubernetes.io/part-of"], label => Assert.Equal(pod.Maker.GetLabel(label), pod.Labels[label])));

    // OP-5: a selector that names a version cannot be changed afterwards.
    [Theory, Overlays]
    public void NoSelector_NamesAVersion(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        IEnumerable<IDictionary<string, string>> selectors =
        [
            .. rendered.Of<V1Deployment>().Select(made => made.Spec.Selector.MatchLabels), .. rendered.Of<V1StatefulSet>().Select(made => made.Spec.Selector.MatchLabels),
            .. rendered.Of<V1Service>().Select(made => made.Spec.Selector), .. rendered.Of<V1PodDisruptionBudget>().Select(made => made.Spec.Selector.MatchLabels),
        ];
        Assert.All(selectors, selector => Assert.Equal([Rendered.NameLabel], selector.Keys));
    }

    // OP-5: a server is not started anew because we have another version.
    [Theory, Overlays]
    public void Servers_KeepTheirPodsFromReleaseToRelease(string overlay) => Assert.All(
        Overlay.Of(overlay).Servers, server => Assert.DoesNotContain("app.kubernetes.io/version", server.Labels.Keys));

    // OP-6
    [Theory, Overlays]
    public void NoTwoObjects_AreOneAndTheSame(string overlay) => Assert.All(
        Overlay.Of(overlay).Objects.GroupBy(made => (made.ApiVersion, made.Kind, made.Namespace(), made.Name())), same => Assert.Single(same));

    // OP-6
    [Theory, Overlays]
    public void EveryObject_IsInTheNamespaceThatIsDeclared(string overlay)
    {
        var rendered = Overlay.Of(overlay);
        Assert.All(rendered.Objects, made => Assert.Equal(OfNoNamespace.Contains(made.Kind) ? null : rendered.Namespace, made.Namespace()));
    }

    // OP-6: another content is another name, so that pods that read it are replaced.
    [Theory, Overlays]
    public void EveryConfigMap_IsNamedByItsContent(string overlay) => Assert.All(
        Overlay.Of(overlay).Of<V1ConfigMap>(), map => Assert.Matches("^[a-z-]+-[a-z0-9]{10}$", map.Name()));

    // OP-2
    [Theory]
    [InlineData("replicaz: 1", "spec: { replicaz: 1, selector: { matchLabels: { a: b } } }")]
    [InlineData("a version that is gone", "spec: {}", "extensions/v1beta1")]
    public void StrictReading_Refuses(string what, string spec, string version = "apps/v1") => Assert.ThrowsAny<Exception>(
        () => Overlay.Read(what, $"apiVersion: {version}\nkind: Deployment\nmetadata: {{ name: a }}\n{spec}\n"));

    // OP-2: of an operator's kinds we refuse what we did not write down.
    [Fact]
    public void StrictReading_RefusesAnUnknownFieldOfAnOperatorsKind() => Assert.ThrowsAny<Exception>(() => Overlay.Read(
        "typo", "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: a }\nspec: { instancez: 3 }\n"));
}
