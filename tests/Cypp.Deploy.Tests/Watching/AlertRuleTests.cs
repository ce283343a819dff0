using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cypp.Deploy.Tests.Watching;

/// <summary>Rows 34 to 36 of the checklist: rules that Prometheus takes, that fire and end, and that tell whoever is woken what to do.</summary>
public sealed partial class AlertRuleTests : IDisposable
{
    private readonly string _folder = WatchFiles.Unpack();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>OP-34, OP-36.</summary>
    [Fact]
    public void Rules_AreTakenByPrometheus()
    {
        var (code, said) = WatchFiles.Promtool(_folder, ["check", "rules", .. WatchFiles.Rules.Select(file => Path.GetFileName(file))]);
        Assert.True(code == 0, said);
    }

    /// <summary>OP-34, OP-36.</summary>
    [Fact]
    public void Rules_AreSilentFireAndEndAsTheirTestsSay()
    {
        var (code, said) = WatchFiles.Promtool(_folder, ["test", "rules", .. WatchFiles.RuleTests.Select(file => Path.GetFileName(file))]);
        Assert.True(code == 0, said);
    }

    /// <summary>OP-34, OP-36: a test that never expects silence would take a rule that always fires.</summary>
    [Fact]
    public void EveryAlert_HasATestInWhichItIsSilentFiresAndEnds()
    {
        var looks = WatchFiles.RuleTests.SelectMany(file => WatchFiles.Read(file).Single()["tests"]!.AsArray())
            .SelectMany(test => test!["alert_rule_test"]!.AsArray().Select(look => (Name: Text(look!, "alertname"), Fires: look!["exp_alerts"]!.AsArray().Count > 0, At: Minutes(Text(look, "eval_time")), Of: Text(test, "name"))))
            .GroupBy(look => (look.Name, look.Of)).ToList();
        var whole = looks.Where(test => test.Any(look =>
            look.Fires && test.Any(other => !other.Fires && other.At < look.At) && test.Any(other => !other.Fires && other.At > look.At))).Select(test => test.Key.Name);
        Assert.Equal(Alerts().Select(alert => Text(alert, "alert")).Order(), whole.Distinct().Order());
    }

    /// <summary>OP-35.</summary>
    [Fact]
    public void EveryAlert_SaysHowUrgentItIsWhatItMeansAndWhatToDo()
    {
        var sections = Headings();
        Assert.All(Alerts(), alert =>
        {
            Assert.Contains(Text(alert["labels"]!, "severity"), new[] { "page", "ticket" });
            Assert.NotEqual("", Text(alert["annotations"]!, "summary"));
            var url = Text(alert["annotations"]!, "runbook_url").Split('#');
            Assert.Equal("docs/runbook.md", url[0]);
            Assert.Contains(url[1], sections);
            Assert.Equal(Text(alert, "alert").ToLowerInvariant(), url[1]);
        });
    }

    /// <summary>OP-35: a section of an alert that is gone misleads.</summary>
    [Fact]
    public void EverySectionOfTheRunbook_IsOfAnAlertOrOfAllOfThem() => Assert.Equal(
        ["journeys", "names-of-metrics"], Headings().Except(Alerts().Select(alert => Text(alert, "alert").ToLowerInvariant())).Order());

    /// <summary>OP-34: the workbook's pairs of windows (SRE workbook, chapter 5).</summary>
    [Theory]
    [InlineData("JourneyFailsNow", "14.4", "1h", "5m", "page")]
    [InlineData("JourneyFailsToday", "6", "6h", "30m", "page")]
    [InlineData("JourneyFailsSlowly", "1", "3d", "6h", "ticket")]
    public void Goal_BurnsInTwoWindows(string name, string factor, string longer, string shorter, string severity)
    {
        var alert = Alerts().Single(one => Text(one, "alert") == name);
        Assert.Equal(
            ($"journey:bad:ratio{longer} > {factor} * 0.001 and journey:bad:ratio{shorter} > {factor} * 0.001", severity),
            (Text(alert, "expr"), Text(alert["labels"]!, "severity")));
    }

    /// <summary>OP-34.</summary>
    [Fact]
    public void EveryJourney_HasItsRequestsAndItsGoodOnes()
    {
        string[] journeys = ["edge", "police-post", "record-read", "school-notice", "sign-in", "step-up"];
        foreach (var record in new[] { "journey:requests:rate5m", "journey:good:rate5m" })
        {
            Assert.Equal(journeys, WatchFiles.Rules.SelectMany(WatchFiles.RulesIn).Where(rule => (string?)rule["record"] == record).Select(rule => Text(rule["labels"]!, "journey")).Order());
        }
    }

    private static IEnumerable<JsonNode> Alerts() => WatchFiles.Rules.SelectMany(WatchFiles.RulesIn).Where(rule => rule["alert"] is not null);

    private static List<string> Headings() => [.. Heading().Matches(WatchFiles.Runbook).Select(found => found.Groups["text"].Value.ToLowerInvariant().Replace(' ', '-'))];

    private static string Text(JsonNode node, string name) => (string)node[name]!;

    private static int Minutes(string time) => int.Parse(time.TrimEnd('m'), null);

    [GeneratedRegex("^## (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
