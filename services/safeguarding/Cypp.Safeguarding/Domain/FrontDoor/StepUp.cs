namespace Cypp.Safeguarding.Domain.FrontDoor;

/// <summary>Early help asked to take a child on, and the referral that this opened or joined. Its rationale stays in early help.</summary>
internal sealed class StepUp
{
    public required Guid Id { get; init; }
    public required Guid ReferralId { get; init; }
    public required Guid ChildId { get; init; }

    /// <summary>The early help case, where the rationale is read.</summary>
    public required Guid CaseId { get; init; }
    public required Guid AgencyId { get; init; }
    public required Guid PractitionerId { get; init; }

    /// <summary>CIN primary need code.</summary>
    public required string ConcernCategory { get; init; }

    /// <summary>immediate, same-day or one-working-day.</summary>
    public required string Urgency { get; init; }
    public required string DisclosureBasis { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
}
