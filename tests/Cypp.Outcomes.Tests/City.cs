using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Contracts.Safeguarding;
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
        await service.DeliverAsync(new ChildRecordChanged(child, null, null, null, new DateOnly(2008, 1, 1), null, cluster, false, ServiceUnderTest.Monday), child);
        return child;
    }

    public static async Task PlansAsync(ServiceUnderTest service, string cluster, int count, DateOnly from)
    {
        for (var made = 0; made < count; made++)
        {
            var child = await ChildAsync(service, cluster);
            await service.DeliverAsync(new ProtectionPlanStarted(Guid.CreateVersion7(), child, from, "NEG", "1", "2"), child);
        }
    }

    public static async Task<(Guid Case, Guid Child)> CaseAsync(ServiceUnderTest service, string cluster, DateOnly openedOn)
    {
        var (child, caseId) = (await ChildAsync(service, cluster), Guid.CreateVersion7());
        await service.DeliverAsync(new EarlyHelpCaseOpened(caseId, child, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), openedOn), child);
        await service.DeliverAsync(new EarlyHelpAssessmentCompleted(caseId, child, openedOn), child);
        return (caseId, child);
    }

    public static async Task AttendanceAsync(ServiceUnderTest service, string cluster, int pupils, int possible, int attended)
    {
        for (var pupil = 0; pupil < pupils; pupil++)
        {
            var child = await ChildAsync(service, cluster);
            await service.DeliverAsync(new AttendanceRecorded(child, Guid.CreateVersion7(), "primary", 2015, possible, attended, Before), child);
        }
    }

    public static async Task<string> ScorecardAsync(ServiceUnderTest service) =>
        await service.AnonymousClient().GetStringAsync(new Uri("/outcomes/v1/scorecard", UriKind.Relative));

    public static Task<Answer> CloseAsync(ServiceUnderTest service, string quarter) =>
        service.ClientFor(Manager).PostAsync($"/outcomes/v1/periods/{quarter}/closure");
}
