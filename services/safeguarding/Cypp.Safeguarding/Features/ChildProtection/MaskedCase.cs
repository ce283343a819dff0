using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

/// <summary>Facts, dates and codes of a case without a person in it. What is shown is listed here; nothing is left out by filter.</summary>
internal static class MaskedCase
{
    public static async Task<ReadCommissionedCase.Response> ReadAsync(
        SafeguardingDb db, Commission commission, CancellationToken cancellationToken)
    {
        var referral = await db.Referrals.SingleAsync(one => one.Id == commission.ReferralId, cancellationToken);
        var assessment = await db.Set<Assessment>().SingleOrDefaultAsync(one => one.ReferralId == referral.Id, cancellationToken);
        var discussions = await db.Set<StrategyDiscussion>().Where(one => one.ReferralId == referral.Id).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        var enquiries = await db.Set<Section47Enquiry>().Where(one => one.ReferralId == referral.Id).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        var conferences = await db.Set<Conference>().Where(one => one.Children.Any(child => child.ReferralId == referral.Id)).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        var plans = await db.Set<Plan>().Where(one => one.ReferralId == referral.Id).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        var offered = await db.Set<FamilyGroupConference>().Where(one => one.ReferralId == referral.Id).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        var steps = await db.Set<LegalStep>().Where(one => one.ReferralId == referral.Id).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        return new(
            commission.Id, referral.State.ToString().ToLowerInvariant(), BusinessClock.DayOf(referral.ReceivedAt), referral.DecisionDueOn,
            referral.DecidedAt is { } decidedAt ? BusinessClock.DayOf(decidedAt) : null, referral.ClosedOn, referral.ReasonForClosure,
            assessment is null ? null : Mask(assessment),
            [.. discussions.Select(one => new ReadCommissionedCase.Discussed(BusinessClock.DayOf(one.HeldAt), one.ReasonableCause, SectorsOf(one.Attendees)))],
            [.. enquiries.Select(one => new ReadCommissionedCase.Enquired(one.StartedOn, one.ConferenceDueOn, one.EndedOn, one.Substantiated, one.ConferenceNeeded))],
            [.. conferences.Select(one => Mask(one, referral.Id))], [.. plans.Select(Mask)],
            [.. offered.Select(one => new ReadCommissionedCase.Offered(
                one.Offers.Count, one.Offers.Count(offer => offer.Response == FamilyGroupConferenceOffer.Accepted), one.HeldOn))],
            [.. steps.Select(one => new ReadCommissionedCase.Stepped(one.Kind, BusinessClock.DayOf(one.RecordedAt), one.FamilyGroupConferenceOwed))]);
    }

    private static ReadCommissionedCase.Assessed Mask(Assessment assessment) => new(
        assessment.DueOn, assessment.CompletedOn, assessment.IsLate, assessment.Voice.WasHeard,
        [.. assessment.AdultFactors.Select(factor => factor.Factor).Distinct().Order(StringComparer.Ordinal)]);

    private static ReadCommissionedCase.Conferenced Mask(Conference conference, Guid referralId)
    {
        var child = conference.Children.Single(one => one.ReferralId == referralId);
        return new(conference.Kind, child.DueOn, conference.HeldOn, conference.HeldOn > child.DueOn, child.Outcome, child.Voice.WasHeard, SectorsOf(conference.Attendees));
    }

    private static ReadCommissionedCase.Planned Mask(Plan plan) => new(
        plan.Type, plan.StartedOn, plan.EndedOn, plan.ReviewDueOn, plan.CategoryOfAbuse, plan.Voice.WasHeard, plan.CoreGroup.Count);

    private static List<string> SectorsOf(IReadOnlyList<Attendee> attendees) =>
        [.. attendees.Select(one => one.Sector).Distinct().Order(StringComparer.Ordinal)];
}
