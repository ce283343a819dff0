using System.Linq.Expressions;
using Cypp.Messaging;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features;

/// <summary>Social work's statutory clocks: how many are over and how many soon will be (Working Together 2015, chapter 1).</summary>
internal sealed class ClockLevels(
    LevelGauges gauges, BusinessClock business, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ClockLevels> logger)
    : Levels<SafeguardingDb>("safeguarding", scopes, clock, logger)
{
    /// <summary>Working days before its last day in which a longer deadline counts as near.</summary>
    private const int Near = 2;

    protected override async Task MeasureAsync(SafeguardingDb db, CancellationToken cancellationToken)
    {
        var (now, today) = (business.GetUtcNow(), business.Today);
        var soon = WorkingDays.After(today, Near);

        // A decision has one working day: it is near on its last.
        var undecided = db.Referrals.Where(one => one.State == ReferralState.Received || one.State == ReferralState.Acknowledged);
        await RecordAsync("referral-decision", undecided, one => one.DecisionDueOn < today, one => one.DecisionDueOn == today);
        var unmatched = db.Contacts.Where(one => one.ChildId == null);
        await RecordAsync("contact-match", unmatched, one => one.DecisionDueOn < today, one => one.DecisionDueOn >= today && one.MatchAlarmAt <= now);

        var accepted = db.Referrals.Where(one => one.State == ReferralState.Accepted);
        var unassessed = accepted.Where(one => !db.Set<Assessment>().Any(done => done.ReferralId == one.Id));
        var (over, near) = (BusinessClock.MomentOf(ReferredBefore(today), TimeOnly.MinValue), BusinessClock.MomentOf(ReferredBefore(soon.AddDays(1)), TimeOnly.MinValue));
        await RecordAsync("assessment", unassessed, one => one.ReceivedAt < over, one => one.ReceivedAt >= over && one.ReceivedAt < near);

        var toConference = db.Set<Section47Enquiry>().Where(one => (one.EndedOn == null || one.ConferenceNeeded == true)
            && accepted.Any(referral => referral.Id == one.ReferralId)
            && !db.Set<Conference>().Any(held => held.Kind == ConferenceKinds.Initial && held.HeldOn >= one.StartedOn
                && held.Children.Any(child => child.ReferralId == one.ReferralId)));
        await RecordAsync("initial-conference", toConference, one => one.ConferenceDueOn < today, one => one.ConferenceDueOn >= today && one.ConferenceDueOn <= soon);

        var plans = db.Set<Plan>().Where(plan => plan.EndedOn == null);
        var withoutGroup = plans.Where(plan => !db.Set<CoreGroupMeeting>().Any(met => met.PlanId == plan.Id));
        await RecordAsync(
            "first-core-group", withoutGroup, plan => plan.FirstCoreGroupDueOn < today, plan => plan.FirstCoreGroupDueOn >= today && plan.FirstCoreGroupDueOn <= soon);
        await RecordAsync("review-conference", plans, plan => plan.ReviewDueOn < today, plan => plan.ReviewDueOn >= today && plan.ReviewDueOn <= soon);

        var proposed = db.Set<StepDown>().Where(one => one.Status == StepDown.Proposed);
        var first = await proposed.OrderBy(one => one.ProposedAt).Select(one => (DateTimeOffset?)one.ProposedAt).FirstOrDefaultAsync(cancellationToken);
        gauges.RecordHandOver(Service, "step-down", await proposed.CountAsync(cancellationToken), first, now);

        async Task RecordAsync<TRow>(string work, IQueryable<TRow> open, Expression<Func<TRow, bool>> isOver, Expression<Func<TRow, bool>> isNear) =>
            gauges.RecordClock(Service, work, await open.CountAsync(isOver, cancellationToken), await open.CountAsync(isNear, cancellationToken));
    }

    /// <returns>The first day of referral whose assessment is due on the day or later: those before it are due earlier.</returns>
    private static DateOnly ReferredBefore(DateOnly due)
    {
        var day = due;
        while (Assessment.DueAfter(day.AddDays(-1)) >= due)
        {
            day = day.AddDays(-1);
        }

        return day;
    }
}
