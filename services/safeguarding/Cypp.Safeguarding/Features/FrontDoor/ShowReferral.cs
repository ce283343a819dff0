using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.FrontDoor;

internal static class ShowReferral
{
    /// <param name="Status">received, acknowledged, accepted, declined or closed.</param>
    /// <param name="Version">The number in the ETag that an edit states in If-Match.</param>
    /// <param name="Contacts">What was told, oldest first, each to be opened by itself; only when one referral is read.</param>
    /// <param name="StepUps">What early help asked; its rationale is read in the case there. Only when one referral is read.</param>
    public sealed record View(
        Guid ReferralId, Guid ChildId, ReferralState Status, Guid? StepUpId, DateTimeOffset ReceivedAt, DateOnly DecisionDueOn,
        DateTimeOffset? AcknowledgedAt, Guid? SocialWorkerId, string? DeclineReasonCode, DateOnly? ClosedOn, string? ReasonForClosure, int Version,
        IReadOnlyList<ContactPart>? Contacts = null, IReadOnlyList<StepUpPart>? StepUps = null);

    /// <param name="ImmediateDanger">Null while nobody had to look, or has.</param>
    public sealed record ContactPart(Guid ContactId, string ReferralSource, DateTimeOffset ReceivedAt, bool? ImmediateDanger);

    public sealed record StepUpPart(
        Guid StepUpId, Guid CaseId, Guid AgencyId, string ConcernCategory, string Urgency, string DisclosureBasis, DateTimeOffset ReceivedAt);

    public static View To(Referral one) => new(
        one.Id, one.ChildId, one.State, one.StepUpId, one.ReceivedAt, one.DecisionDueOn, one.AcknowledgedAt, one.SocialWorkerId,
        one.DeclineReasonCode, one.ClosedOn, one.ReasonForClosure, one.Version);

    public static async Task<View> WholeAsync(Referral one, SafeguardingDb db, CancellationToken cancellationToken) => To(one) with
    {
        Contacts = await db.Contacts.Where(contact => contact.ReferralId == one.Id).OrderBy(contact => contact.Id)
            .Select(contact => new ContactPart(contact.Id, contact.ReferralSource, contact.ReceivedAt, contact.ImmediateDanger))
            .ToListAsync(cancellationToken),
        StepUps = await db.StepUps.Where(stepUp => stepUp.ReferralId == one.Id).OrderBy(stepUp => stepUp.Id)
            .Select(stepUp => new StepUpPart(
                stepUp.Id, stepUp.CaseId, stepUp.AgencyId, stepUp.ConcernCategory, stepUp.Urgency, stepUp.DisclosureBasis, stepUp.ReceivedAt))
            .ToListAsync(cancellationToken),
    };
}
