using System.Text.RegularExpressions;

namespace Cypp.Deploy.Tests;

public sealed partial class RunbookTests
{
    private static readonly string[] Wanted =
    [
        "Before the first time", "Deploy", "Upgrade", "Roll back", "Restore", "Change keys", "When the broker is partitioned", "Shed load",
        "Drain parked messages", "When a node is emptied", "Who may speak to whom", "Requests and limits",
    ];

    private static readonly Rendered Prod = Overlay.Of("prod");
    private static readonly IReadOnlyDictionary<string, string[]> Objects = Runbook.Objects(Prod, Overlay.OfFolder("restore"));

    // OP-39
    [Fact]
    public void Runbook_HasASectionForWhatAnOperatorDoes() => Assert.Superset(
        Wanted.Select(section => "## " + section).ToHashSet(), Checkout.Read("docs/kubernetes.md").Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ToHashSet());

    // OP-39: a command that names what is not there is found when it is needed most.
    [Fact]
    public void EveryCommand_NamesObjectsThatAreDeployed()
    {
        Assert.True(Runbook.Calls.Count() > 25);
        Assert.All(Runbook.Calls, Check);
    }

    // OP-39
    [Fact]
    public void EveryCommandOfOurs_IsThere() => Assert.All(
        Runbook.Lines.Where(line => line.StartsWith("deploy/", StringComparison.Ordinal)).Select(line => line.Split(' ')), words =>
        {
            Assert.True((File.GetUnixFileMode(Checkout.Path(words[0])) & UnixFileMode.UserExecute) != 0, words[0]);
            Assert.All(words[1..].Take(1), overlay => Assert.Contains(overlay, Overlay.Names));
        });

    private static void Check(string[] words)
    {
        var call = string.Join(' ', words);
        if (Array.IndexOf(words, "-k") is >= 0 and var folder)
        {
            Assert.True(File.Exists(Checkout.Path(words[folder + 1] + "/kustomization.yaml")), call);
            return;
        }

        Assert.True(words is ["-n", var space, ..] && space == Prod.Namespace, call);
        var named = words[2..].Where(word => Named().IsMatch(word)).Select(word => word.Split('/')).ToList();
        Assert.All(named, name => Assert.True(Objects.TryGetValue(name[0], out var known) && known.Contains(name[1]), $"{string.Join('/', name)} of: kubectl {call}"));
        var labels = Array.IndexOf(words, "-l") is >= 0 and var selector ? words[selector + 1].Split('=') : null;
        if (labels is not null)
        {
            Assert.Contains(Prod.Pods, pod => pod.Labels.TryGetValue(labels[0], out var value) && value == labels[1]);
        }

        Assert.True(named.Count > 0 || labels is not null || words[2..] is ["get", var kind, ..] && Objects.ContainsKey(kind.TrimEnd('s')), "Nothing is named by: kubectl " + call);
    }

    [GeneratedRegex(@"^[a-z][a-z.]*/[a-z0-9.-]*[a-z0-9]$")]
    private static partial Regex Named();
}
