using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;

namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>A child and family assessment: finished within 45 working days of the referral (Working Together 2015, chapter 1, paragraph 60).</summary>
internal sealed class Assessment : Aggregate
{
    public const int WorkingDaysFromReferral = 45;
    public const int TextLength = 8000;

    public Guid ReferralId { get; private init; }
    public Guid ChildId { get; private init; }
    public DateOnly DueOn { get; private init; }
    public DateOnly CompletedOn { get; private init; }
    public string Analysis { get; private init; } = "";
    public string FamilysPart { get; private init; } = "";
    public ChildsVoice Voice { get; private init; } = new(null, null);
    public IReadOnlyList<AssessmentFactor> AdultFactors { get; private init; } = [];

    /// <summary>A breach is recorded, not refused: the assessment is still needed.</summary>
    public bool IsLate => CompletedOn > DueOn;

    public static DateOnly DueAfter(DateOnly referredOn) => WorkingDays.After(referredOn, WorkingDaysFromReferral);

    public static Error? CannotBeCompleted(
        DateOnly referredOn, DateOnly completedOn, DateOnly today, ChildsVoice voice, string familysPart, IReadOnlyList<AssessmentFactor> factors) =>
        ProtectionErrors.DayIsImpossible("completedOn", completedOn, referredOn, today)
        ?? CinCodes.FactorsAreWrong(factors) ?? voice.IsMissing() ?? FamilysPartMissing(familysPart);

    public static Assessment Complete(
        Guid referralId, Guid childId, DateOnly referredOn, DateOnly completedOn, string analysis, string familysPart, ChildsVoice voice,
        IReadOnlyList<AssessmentFactor> factors, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            ReferralId = referralId,
            ChildId = childId,
            DueOn = DueAfter(referredOn),
            CompletedOn = completedOn,
            Analysis = analysis,
            FamilysPart = familysPart,
            Voice = voice,
            AdultFactors = factors,
        };

    /// <summary>Families help to decide every plan and decision (plan page 5, principle 3).</summary>
    internal static Error? FamilysPartMissing(string? familysPart) =>
        string.IsNullOrWhiteSpace(familysPart) ? ProtectionErrors.FamilysPartMissing : null;
}
