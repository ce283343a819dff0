namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>A step towards or into court, or an emergency power used.</summary>
internal sealed class LegalStep
{
    public const string PlannedRemoval = "planned-removal";
    public const string CareApplication = "care-application";
    public const string PoliceProtection = "police-protection";
    public const string EmergencyProtectionOrder = "emergency-protection-order";

    private static readonly HashSet<string> Kinds = [PlannedRemoval, CareApplication, PoliceProtection, EmergencyProtectionOrder];

    public required Guid Id { get; init; }
    public required Guid ReferralId { get; init; }
    public required Guid ChildId { get; init; }
    public required string Kind { get; init; }
    public required string Reason { get; init; }
    public string? FamilysPlanAnswer { get; init; }
    public ChildsVoice Voice { get; init; } = new(null, null);
    public required Guid RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>An emergency power did not wait for the family group conference, which is owed now.</summary>
    public required bool FamilyGroupConferenceOwed { get; init; }

    public static bool IsKnown(string kind) => Kinds.Contains(kind);

    /// <summary>Police protection and emergency protection orders (Children Act 1989 s46, s44) never wait.</summary>
    public static bool IsEmergency(string kind) => kind is PoliceProtection or EmergencyProtectionOrder;
}
