using System.Collections.Concurrent;
using k8s;
using k8s.Models;

namespace Cypp.Deploy.Tests;

/// <summary>An overlay as <c>deploy/render</c> prints it, read strictly: an unknown field, kind or version, or a duplicate key fails.</summary>
internal static class Overlay
{
    /// <summary>Checks another version than the overlays name, as <c>deploy/check</c> asks for.</summary>
    private const string VersionSetting = "CYPP_DEPLOY_VERSION";

    private static readonly ConcurrentDictionary<string, Lazy<Rendered>> Done = new();

    public static IEnumerable<string> Names => Directory.GetDirectories(Checkout.Path("deploy/k8s/overlays")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static Rendered Of(string name) => Once("overlays/" + name, () =>
        Command.Run(Checkout.Path("deploy/render"), Environment.GetEnvironmentVariable(VersionSetting) is { Length: > 0 } version ? [name, version] : [name]));

    /// <summary>Another folder that kustomize renders, below <c>deploy/k8s</c>.</summary>
    public static Rendered OfFolder(string folder) => Once(folder, () => Kustomize(Checkout.Path("deploy/k8s/" + folder)));

    public static Command.Result Kustomize(string folder) => Command.Run(Kubectl.Path, ["kustomize", folder]);

    public static Rendered Read(string name, string yaml) =>
        new(name, yaml, [.. KubernetesYaml.LoadAllFromString(yaml, CustomTypes.All, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>()]);

    private static Rendered Once(string name, Func<Command.Result> render) => Done.GetOrAdd(name, _ => new(() => Read(name, render().Expect(0).Out))).Value;
}
