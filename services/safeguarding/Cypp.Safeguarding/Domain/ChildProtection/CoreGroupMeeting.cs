using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>A meeting of a plan's core group; the first within ten working days of the conference.</summary>
internal sealed class CoreGroupMeeting : Aggregate
{
    public Guid PlanId { get; private init; }
    public DateOnly HeldOn { get; private init; }
    public bool IsLate { get; private init; }
    public string Notes { get; private init; } = "";
    public string FamilysPart { get; private init; } = "";
    public ChildsVoice Voice { get; private init; } = new(null, null);

    public static Error? CannotBeHeld(Plan plan, DateOnly heldOn, DateOnly today, ChildsVoice voice, string familysPart) => !plan.IsOpen
        ? ProtectionErrors.PlanEnded
        : ProtectionErrors.DayIsImpossible("heldOn", heldOn, plan.StartedOn, today) ?? voice.IsMissing() ?? Assessment.FamilysPartMissing(familysPart);

    public static CoreGroupMeeting Hold(
        Plan plan, bool first, DateOnly heldOn, string notes, string familysPart, ChildsVoice voice, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            PlanId = plan.Id,
            HeldOn = heldOn,
            IsLate = first && heldOn > plan.FirstCoreGroupDueOn,
            Notes = notes,
            FamilysPart = familysPart,
            Voice = voice,
        };
}
