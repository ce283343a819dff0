using System.Diagnostics;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Story.Steps;

namespace Cypp.System.Tests.Wire;

/// <summary>One request's trace is one tree, from the gateway to both schools' inboxes, and it holds no person.</summary>
public sealed class TraceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task PoliceIncident_IsOneTreeToBothSchoolsInboxesWithoutAPerson()
    {
        await using var platform = await InProcessPlatform.StartAsync(SyntheticCity.Monday);
        var agencies = new CityAgencies(platform, new AgencyKeys(Path.Combine(platform.Directory, "demo-keys")));
        await agencies.RegisterAsync([DemoAgencies.StoryCluster]);
        var context = new StoryContext(platform, agencies);
        await using var printed = new StringWriter();
        var report = new Report(printed, agencies);
        foreach (var step in (IStep[])[new Step1Attendance(), new Step2EarlyHelp(), new Step3PoliceIncident()])
        {
            await step.PlayAsync(context, report);
        }

        await Quiet.WaitAsync(agencies);
        Assert.Empty(report.Missing);
        var (request, spans) = await platform.Spans.WithEndedAsync(span => IsIncidentAt(platform.Gateway, span));
        var tree = spans.Where(span => span.TraceId == request.TraceId).ToList();
        foreach (var span in tree)
        {
            output.WriteLine($"{span.ParentSpanId} > {span.SpanId} {span.Kind} {span.DisplayName}");
        }

        var ids = tree.Select(span => span.SpanId).ToHashSet();
        Assert.Equal(request.SpanId, Assert.Single(tree, span => span.ParentSpanId == default).SpanId);
        Assert.All(tree, span => Assert.True(span == request || ids.Contains(span.ParentSpanId), span.DisplayName));
        Assert.Equal(2, tree.Count(span => IsAt(span, "learning", "safeguarding.domestic-abuse-incident-reported")));
        Assert.Equal(2, tree.Count(span => IsAt(span, "early-help", "safeguarding.contact-made")));
        NoPersonIn(spans, context);
    }

    // Spans of other hosts in this process, which other tests call, are heard here too.
    private static bool IsIncidentAt(Uri gateway, Activity span) =>
        span.Kind == ActivityKind.Server && span.DisplayName.Contains("/police-incidents", StringComparison.Ordinal)
        && span.GetTagItem("server.port") is int port && port == gateway.Port;

    private static bool IsAt(Activity span, string service, string message) =>
        span.Kind == ActivityKind.Consumer && span.DisplayName == "process " + message
        && (string?)span.GetTagItem("messaging.consumer.group.name") == service;

    private static void NoPersonIn(IReadOnlyList<Activity> spans, StoryContext context)
    {
        string[] personal =
        [
            context.FamilyName, "Motherly", "Partnerly", "Story Street", "LS2 8AA", "MADE-UP-0001", "Made-up circumstances", "2003-03-14",
            .. context.Children.SelectMany(child => new[] { child.GivenName, child.NhsNumber, child.Upn, child.Id.ToString(), child.Id.ToString("n") }),
        ];
        foreach (var span in spans)
        {
            var text = string.Join('\n', [span.DisplayName, .. span.TagObjects.Select(tag => $"{tag.Value}"), .. span.Events.SelectMany(happened => happened.Tags).Select(tag => $"{tag.Value}")]);
            Assert.All(personal, value => Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase));
        }
    }
}
