namespace Cypp.Health.Domain;

/// <summary>
/// A child protection plan as unscheduled care may see it. CP-IS shares child protection plans (CPPI), looked-after
/// episodes and unborn plans, never child-in-need plans, and shows one for twelve months after its end, with the end
/// date (London Safeguarding Children Procedures, PG9 Child Protection Information Sharing).
/// </summary>
internal sealed class ProtectionPlan
{
    public const string PlanType = "child-protection";
    public const string CpisCode = "CPPI";
    public const int MonthsShownAfterEnd = 12;
    public const int PhoneLength = 40;

    public Guid PlanId { get; init; }
    public Guid ChildId { get; init; }
    public DateOnly StartedOn { get; init; }
    public DateOnly? EndedOn { get; private set; }
    public string OfficePhone { get; init; } = "";
    public string OutOfHoursPhone { get; init; } = "";
    public DateTimeOffset AsOf { get; private set; }

    public void Took(DateTimeOffset asOf) => AsOf = asOf;

    public void End(DateOnly endedOn, DateTimeOffset asOf)
    {
        EndedOn ??= endedOn;
        Took(asOf);
    }

    public bool IsShownOn(DateOnly day) => EndedOn is not { } end || day <= end.AddMonths(MonthsShownAfterEnd);
}
