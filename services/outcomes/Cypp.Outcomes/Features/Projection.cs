using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Contracts.Safeguarding;
using Cypp.Outcomes.Data;
using Cypp.Outcomes.Domain;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Outcomes.Features;

/// <summary>Facts from messages. The day of a fact is the business day that its message states, never the day of arrival.</summary>
internal static class Projection
{
    public static Task ApplyAsync(OutcomesDb db, object message, CancellationToken cancellationToken) => message switch
    {
        ChildRecordChanged told => LivesInAsync(db, told, cancellationToken),
        EarlyHelpCaseOpened told => BeginAsync(db, SpanKinds.EarlyHelp, told.CaseId, told.ChildId, told.OpenedOn, isNew: true, cancellationToken),
        EarlyHelpLeadHandedOver told => EndAsync(db, SpanKinds.EarlyHelp, told.CaseId, told.ChildId, BusinessClock.DayOf(told.HandedOverAt), cancellationToken),
        StepDownAccepted told => BeginAsync(db, SpanKinds.EarlyHelp, told.CaseId, told.ChildId, BusinessClock.DayOf(told.AcceptedAt), isNew: false, cancellationToken),
        EarlyHelpCaseClosed told => EndAsync(db, SpanKinds.EarlyHelp, told.CaseId, told.ChildId, told.ClosedOn, cancellationToken),
        EarlyHelpAssessmentCompleted told => AssessedAsync(db, told, cancellationToken),
        ReferralReceived told => BeginAsync(db, SpanKinds.Referral, told.ReferralId, told.ChildId, BusinessClock.DayOf(told.ReceivedAt), isNew: true, cancellationToken),
        ReferralDeclined told => EndAsync(db, SpanKinds.Referral, told.ReferralId, told.ChildId, BusinessClock.DayOf(told.DeclinedAt), cancellationToken),
        ReferralClosed told => EndAsync(db, SpanKinds.Referral, told.ReferralId, told.ChildId, told.ClosedOn, cancellationToken),
        ProtectionPlanStarted told => BeginAsync(db, SpanKinds.ProtectionPlan, told.PlanId, told.ChildId, told.StartedOn, isNew: true, cancellationToken),
        ProtectionPlanEnded told => EndAsync(db, SpanKinds.ProtectionPlan, told.PlanId, told.ChildId, told.EndedOn, cancellationToken),
        ChildInNeedPlanStarted told => BeginAsync(db, SpanKinds.ChildInNeedPlan, told.PlanId, told.ChildId, told.StartedOn, isNew: true, cancellationToken),
        ChildInNeedPlanEnded told => EndAsync(db, SpanKinds.ChildInNeedPlan, told.PlanId, told.ChildId, told.EndedOn, cancellationToken),
        AttendanceRecorded told => AttendedAsync(db, told, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static async Task LivesInAsync(OutcomesDb db, ChildRecordChanged told, CancellationToken cancellationToken)
    {
        var since = told.OccurredAt.ToUniversalTime();
        var last = await db.Residences.SingleOrDefaultAsync(one => one.ChildId == told.ChildId && one.IsLatest, cancellationToken);
        if (last?.Says(told.ResidenceCluster, told.BirthDate, told.ExpectedBirthDate) is true)
        {
            return;
        }

        // Two records of one moment, or a clock that was set back: the later message is the newer record.
        var now = last?.Since >= since ? last : db.Residences.Add(new Residence { ChildId = told.ChildId, Since = since }).Entity;
        if (last is not null && last != now)
        {
            last.IsLatest = false;
        }

        now.Tell(told.ResidenceCluster, told.BirthDate, told.ExpectedBirthDate);
    }

    private static async Task BeginAsync(
        OutcomesDb db, string kind, Guid sourceId, Guid childId, DateOnly from, bool isNew, CancellationToken cancellationToken)
    {
        // A referral is told again when a step-up joins it: it began once.
        if (await OpenSpanAsync(db, kind, sourceId, childId, cancellationToken) is null)
        {
            db.Spans.Add(new Span { Id = Guid.CreateVersion7(), Kind = kind, SourceId = sourceId, ChildId = childId, From = from, IsNew = isNew });
        }
    }

    private static async Task EndAsync(OutcomesDb db, string kind, Guid sourceId, Guid childId, DateOnly on, CancellationToken cancellationToken)
    {
        if (await OpenSpanAsync(db, kind, sourceId, childId, cancellationToken) is { } open)
        {
            open.To = on;
        }
    }

    private static Task<Span?> OpenSpanAsync(OutcomesDb db, string kind, Guid sourceId, Guid childId, CancellationToken cancellationToken) => db.Spans
        .FirstOrDefaultAsync(span => span.Kind == kind && span.SourceId == sourceId && span.ChildId == childId && span.To == null, cancellationToken);

    private static Task AssessedAsync(OutcomesDb db, EarlyHelpAssessmentCompleted told, CancellationToken cancellationToken)
    {
        db.Assessments.Add(new CompletedAssessment { Id = Guid.CreateVersion7(), SourceId = told.CaseId, ChildId = told.ChildId, CompletedOn = told.CompletedOn });
        return Task.CompletedTask;
    }

    private static async Task AttendedAsync(OutcomesDb db, AttendanceRecorded told, CancellationToken cancellationToken)
    {
        var row = await db.Attendance.SingleOrDefaultAsync(
            one => one.AcademicYear == told.AcademicYear && one.ChildId == told.ChildId && one.SchoolAgencyId == told.SchoolAgencyId && one.AsOf == told.AsOf, cancellationToken);
        if (row is null)
        {
            db.Attendance.Add(row = new AttendanceToDate
            {
                Id = Guid.CreateVersion7(),
                ChildId = told.ChildId,
                SchoolAgencyId = told.SchoolAgencyId,
                Phase = told.Phase,
                AcademicYear = told.AcademicYear,
                AsOf = told.AsOf,
            });
        }

        (row.PossibleSessions, row.AttendedSessions) = (told.PossibleSessions, told.AttendedSessions);
    }
}
