using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Contracts.Safeguarding;
using Cypp.Messaging;
using Cypp.Testing;

namespace Cypp.Outcomes.Tests;

/// <summary>What the other services tell about a small made-up city.</summary>
internal static class City
{
    public static readonly TestPractitioner Manager = TestPractitioner.Of(Roles.PerformanceManager);
    public static readonly TestPractitioner Operator = TestPractitioner.Of(Roles.PlatformOperator, "platform");

    public static readonly DateOnly Before = new(2015, 9, 10);

    public static async Task<Guid> ChildAsync(ServiceUnderTest service, string cluster)
    {
        var child = Guid.CreateVersion7();
        await LivesInAsync(service, child, cluster, ServiceUnderTest.Monday);
        return child;
    }

    /// <summary>The index's record of a child: born in 2008, or not born yet.</summary>
    public static Task<Delivery> LivesInAsync(
        ServiceUnderTest service, Guid child, string cluster, DateTimeOffset since, DateOnly? birthDate = null, DateOnly? expected = null) => service.DeliverAsync(
            new ChildRecordChanged(
                child, null, null, null, birthDate ?? (expected is null ? new DateOnly(2008, 1, 1) : null), expected, cluster, false, since), child);

    public static async Task<IReadOnlyList<Guid>> PlansAsync(ServiceUnderTest service, string cluster, int count, DateOnly from)
    {
        var children = new List<Guid>();
        for (var made = 0; made < count; made++)
        {
            children.Add(await ChildAsync(service, cluster));
            await PlanAsync(service, children[^1], from);
        }

        return children;
    }

    public static Task<Delivery> PlanAsync(ServiceUnderTest service, Guid child, DateOnly from) =>
        service.DeliverAsync(new ProtectionPlanStarted(Guid.CreateVersion7(), child, from, "NEG", "1", "2"), child);

    public static async Task<(Guid Case, Guid Child)> CaseAsync(ServiceUnderTest service, string cluster, DateOnly openedOn)
    {
        var (child, caseId) = (await ChildAsync(service, cluster), Guid.CreateVersion7());
        await service.DeliverAsync(new EarlyHelpCaseOpened(caseId, child, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), openedOn), child);
        await service.DeliverAsync(new EarlyHelpAssessmentCompleted(caseId, child, openedOn), child);
        return (caseId, child);
    }

    public static async Task AttendanceAsync(ServiceUnderTest service, string cluster, int pupils, int possible, int attended, DateOnly? asOf = null)
    {
        for (var pupil = 0; pupil < pupils; pupil++)
        {
            var child = await ChildAsync(service, cluster);
            await service.DeliverAsync(new AttendanceRecorded(child, Guid.CreateVersion7(), "primary", 2015, possible, attended, asOf ?? Before), child);
        }
    }

    public static async Task<string> ScorecardAsync(ServiceUnderTest service) =>
        await service.AnonymousClient().GetStringAsync(new Uri("/outcomes/v1/scorecard", UriKind.Relative));

    /// <summary>The newest quarter's published children, area by area, and the city's last.</summary>
    public static async Task<IReadOnlyList<int?>> PlansAsync(ServiceUnderTest service)
    {
        var plans = await IndicatorAsync(service, "protection-plans");
        return [.. plans["cells"]!.AsArray().Select(cell => (int?)cell!["value"]), (int?)plans["city"]!["value"]];
    }

    public static async Task<JsonNode> IndicatorAsync(ServiceUnderTest service, string code) => JsonNode.Parse(await ScorecardAsync(service))!
        ["periods"]![0]!["indicators"]!.AsArray().Single(one => (string?)one!["code"] == code)!;

    public static Task<Answer> CloseAsync(ServiceUnderTest service, string quarter) =>
        service.ClientFor(Manager).PostAsync($"/outcomes/v1/periods/{quarter}/closure");
}
