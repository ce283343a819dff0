using System.Text.RegularExpressions;

namespace Cypp.Deploy.Tests;

/// <summary>An overlay that somebody might write, of the folders that are there: <c>{ base }</c> stands for the way to one.</summary>
internal sealed partial class TemporaryOverlay : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cypp-overlay-").FullName;

    public TemporaryOverlay(string kustomization) => File.WriteAllText(Path.Combine(_folder, "kustomization.yaml"), Named().Replace(kustomization, match =>
    {
        var name = match.Groups["name"].Value;
        var way = Checkout.Path("deploy/k8s/" + (name is "base" or "migrations" ? name : "components/" + name));
        return Path.GetRelativePath(_folder, way);
    }));

    public Rendered Render() => Overlay.Read("temporary", Overlay.Kustomize(_folder).Expect(0).Out);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex(@"\{ (?<name>[a-z-]+) \}")]
    private static partial Regex Named();
}
