using Cypp.Safeguarding.Domain.FrontDoor;

namespace Cypp.Safeguarding.Features.FrontDoor;

internal static class ShowReferral
{
    /// <param name="Status">received, acknowledged, accepted, declined or closed.</param>
    /// <param name="Version">The number in the ETag that an edit states in If-Match.</param>
    public sealed record View(
        Guid ReferralId, Guid ChildId, ReferralState Status, Guid? StepUpId, DateTimeOffset ReceivedAt, DateOnly DecisionDueOn,
        DateTimeOffset? AcknowledgedAt, Guid? SocialWorkerId, string? DeclineReasonCode, DateOnly? ClosedOn, string? ReasonForClosure, int Version);

    public static View To(Referral one) => new(
        one.Id, one.ChildId, one.State, one.StepUpId, one.ReceivedAt, one.DecisionDueOn, one.AcknowledgedAt, one.SocialWorkerId,
        one.DeclineReasonCode, one.ClosedOn, one.ReasonForClosure, one.Version);
}
