namespace Cypp.Outcomes.Domain;

/// <summary>A time in which something was open for a child: an early help case, a plan, a referral.</summary>
internal sealed class Span
{
    public Guid Id { get; init; }

    /// <summary>See <see cref="SpanKinds"/>.</summary>
    public string Kind { get; init; } = "";
    public Guid SourceId { get; init; }
    public Guid ChildId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly? To { get; set; }

    /// <summary>False where a case was opened again: it is not a new one.</summary>
    public bool IsNew { get; init; }

    public bool IsOpenOn(DateOnly day) => From <= day && (To is null || To > day);
}

internal static class SpanKinds
{
    public const string EarlyHelp = "early-help";
    public const string ProtectionPlan = "protection-plan";
    public const string ChildInNeedPlan = "child-in-need-plan";
    public const string Referral = "referral";
}

/// <summary>An assessment completed for a child.</summary>
internal sealed class CompletedAssessment
{
    public Guid Id { get; init; }
    public Guid SourceId { get; init; }
    public Guid ChildId { get; init; }
    public DateOnly CompletedOn { get; init; }
}

/// <summary>A pupil's sessions in a school year up to a day, as last told for that day.</summary>
internal sealed class AttendanceToDate
{
    public Guid Id { get; init; }
    public Guid ChildId { get; init; }
    public Guid SchoolAgencyId { get; init; }
    public string Phase { get; init; } = "";
    public int AcademicYear { get; init; }
    public DateOnly AsOf { get; init; }
    public int PossibleSessions { get; set; }
    public int AttendedSessions { get; set; }
}
