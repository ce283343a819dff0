using Cypp.Story.Watch;

namespace Cypp.System.Tests.Wire;

/// <summary>What an operator sees of the deployed form by OTLP: whole traces, traces of one case that point at each other, and every metric that a rule asks for.</summary>
public sealed class WatchedPlatformTests(ITestOutputHelper output)
{
    /// <summary>OP-32: one tree over all processes, broker included, and no span whose parent is missing.</summary>
    [Fact]
    public async Task PoliceIncident_IsOneTreeOverAllProcessesWithoutAnOrphan()
    {
        var story = await WatchedStory.Once.Value;
        var tree = TreeOf(story);
        output.WriteLine(Waterfall.Draw(tree));
        var ids = tree.Select(span => span.SpanId).ToHashSet();
        Assert.Equal("gateway", Assert.Single(tree, span => span.ParentId == "").Service);
        Assert.Empty(from span in tree where span.ParentId != "" && !ids.Contains(span.ParentId) select $"{span.Service}: {span.Name}");
        Assert.Equal(
            ["early-help", "gateway", "index", "learning", "safeguarding"],
            tree.Select(span => span.Service).Distinct().Intersect(["early-help", "gateway", "index", "learning", "safeguarding"]).Order());
        Assert.Equal(2, tree.Count(span => span is { Service: "learning", Kind: OtlpSpan.Consumer, Name: "process safeguarding.domestic-abuse-incident-reported" }));
        Assert.Equal(2, tree.Count(span => span is { Service: "early-help", Kind: OtlpSpan.Consumer, Name: "process safeguarding.contact-made" }));
    }

    /// <summary>OP-32: days may lie between; who looks at the later trace finds the earlier one.</summary>
    [Theory]
    [InlineData("learning", OtlpSpan.Server, "acknowledgement")]
    [InlineData("safeguarding", OtlpSpan.Producer, "publish safeguarding.referral-accepted")]
    public async Task LaterWork_OfBothChildren_PointsAtTheTraceOfTheIncident(string service, int kind, string name)
    {
        var story = await WatchedStory.Once.Value;
        var incident = TreeOf(story)[0].TraceId;
        var later = story.Spans.Where(span => span.Service == service && span.Kind == kind && span.Name.Contains(name, StringComparison.Ordinal)).ToList();
        Assert.Equal(2, later.Count);
        Assert.All(later, span =>
        {
            Assert.NotEqual(incident, span.TraceId);
            Assert.Contains(span.Links, link => link.TraceId == incident);
            Assert.Equal(incident, span.Attributes["cypp.correlation.id"]);
        });
    }

    /// <summary>OP-37: a rule that asks for a name nobody tells is silent for ever.</summary>
    [Fact]
    public async Task EveryMetricOfRulesAndDashboards_IsTold()
    {
        var told = (await WatchedStory.Once.Value).Metrics.SelectMany(metric => metric.Series).ToHashSet();
        var asked = ToldNames.InRulesAndDashboards().Where(name => !ToldNames.IsOfOthers(name)).ToList();
        output.WriteLine(string.Join('\n', told.Order()));
        Assert.Contains("cypp_outbox_age_seconds", asked);
        Assert.Empty(asked.Except(told));
    }

    /// <summary>OP-34: a journey that selects no request burns no budget.</summary>
    [Fact]
    public async Task EveryJourney_SelectsARouteThatIsTold()
    {
        var told = (await WatchedStory.Once.Value).Metrics.Where(metric => metric.Name == "http_server_request_duration_seconds")
            .SelectMany(metric => metric.Points.Select(point => ("cypp/" + metric.From.Service, point.Labels.GetValueOrDefault("http.route", "")))).ToHashSet();
        Assert.Equal(2, ToldNames.Routes().Count());
        Assert.Empty(ToldNames.Routes().Except(told));
    }

    [Fact]
    public void Names_AreFoundInAnExpressionAndNothingElseIs() => Assert.Equal(
        ["a_total", "job:b:rate5m", "c"],
        ToldNames.NamesIn("sum by (job, le) (rate(a_total{d=\"e{f}\",g=~\"h|i\"}[5m])) / on (job) job:b:rate5m > 0.5 * 1e3 and max(c offset 5m) == 1"));

    private static List<OtlpSpan> TreeOf(WatchedStory story)
    {
        var request = Assert.Single(story.Spans, span => span is { Service: "gateway", ParentId: "", Kind: OtlpSpan.Server } && story.Spans.Any(
            other => other.TraceId == span.TraceId && other is { Service: "safeguarding", Kind: OtlpSpan.Server } && other.Name.Contains("/police-incidents", StringComparison.Ordinal)));
        return [.. story.Spans.Where(span => span.TraceId == request.TraceId)];
    }
}
