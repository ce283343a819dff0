using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>Social work asks early help to take a child back; social work keeps the child until a named person accepts.</summary>
internal sealed class StepDown : Aggregate
{
    public const string Proposed = "proposed";
    public const string Accepted = "accepted";
    public const string Declined = "declined";

    public Guid ReferralId { get; private init; }
    public Guid ChildId { get; private init; }
    public string Status { get; private set; } = Proposed;
    public string Reason { get; private init; } = "";
    public ChildsVoice Voice { get; private init; } = new(null, null);
    public Guid ProposedBy { get; private init; }
    public DateTimeOffset ProposedAt { get; private init; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? DeclineReason { get; private set; }

    public static Error? CannotBeProposed(bool agreedWithFamily, bool assessed, bool section47Open, bool proposed, Plan? openPlan, ChildsVoice voice) =>
        !agreedWithFamily ? ProtectionErrors.StepDownNotAgreed
        : voice.IsMissing() is { } missing ? missing
        : proposed ? ProtectionErrors.StepDownAlreadyProposed
        : openPlan is { IsProtection: true } ? ProtectionErrors.ProtectionPlanOpen
        : !assessed ? ProtectionErrors.AssessmentNotCompleted
        : section47Open ? ProtectionErrors.Section47Open : null;

    public static StepDown Propose(Guid referralId, Guid childId, string reason, ChildsVoice voice, Guid proposedBy, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ReferralId = referralId,
        ChildId = childId,
        Reason = reason,
        Voice = voice,
        ProposedBy = proposedBy,
        ProposedAt = now,
    };

    public Error? Accept(DateTimeOffset at) => Decide(Accepted, null, at);

    public Error? Decline(string reasonCode, DateTimeOffset at) => Decide(Declined, reasonCode, at);

    private Error? Decide(string status, string? reasonCode, DateTimeOffset at)
    {
        if (Status != Proposed)
        {
            return ProtectionErrors.StepDownDecided;
        }

        (Status, DeclineReason, DecidedAt) = (status, reasonCode, at);
        Touch();
        return null;
    }
}
