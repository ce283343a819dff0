namespace Cypp.EarlyHelp.Domain;

/// <summary>
/// A plan of social work as everyone outside its core group may see it: type, dates and whom to ring; what is
/// in it stays in safeguarding.
/// </summary>
internal sealed class KnownPlan
{
    public const string ChildProtection = "child-protection";
    public const string ChildInNeed = "child-in-need";

    public Guid PlanId { get; init; }
    public Guid ChildId { get; init; }
    public string PlanType { get; init; } = "";
    public DateOnly StartedOn { get; init; }
    public DateOnly? EndedOn { get; private set; }
    public string OfficePhone { get; init; } = "";
    public string OutOfHoursPhone { get; init; } = "";

    public void End(DateOnly on) => EndedOn ??= on;
}
