using System.Text.RegularExpressions;

namespace Cypp.System.Tests.Architecture;

public sealed partial class FeatureTests
{
    /// <summary>The module is the table of contents: a use case that it does not list does not exist.</summary>
    [Fact]
    public void EveryFeature_IsListedByHandInItsModule() => Assert.Empty(
        from source in Sources.CSharp
        let place = FeaturePath().Match(source.Path)
        where place.Success && (source.Text.Contains("void Map(", StringComparison.Ordinal) || source.Text.Contains(": IHandle<", StringComparison.Ordinal))
        let module = string.Concat(Sources.CSharp
            .Where(other => other.Path.StartsWith(place.Groups["project"].Value, StringComparison.Ordinal) && other.Path.Contains("Module", StringComparison.Ordinal))
            .Select(other => other.Text))
        where !Regex.IsMatch(module, $@"\b{place.Groups["feature"].Value}\b")
        select source.Path);

    [GeneratedRegex("^(?<project>(services|identity)/.*?)/Features/(.*/)?(?<feature>[^/]+)\\.cs$")]
    private static partial Regex FeaturePath();
}
