using Cypp.Safeguarding.Domain.ChildProtection;

namespace Cypp.Safeguarding.Tests.ChildProtection;

/// <summary>Statutory clocks of child protection (Working Together 2015, chapter 1), over the bank holidays of 2015.</summary>
public sealed class ClockRuleTests
{
    private static readonly DateTimeOffset Now = new(2015, 11, 10, 10, 0, 0, TimeSpan.Zero);
    private static readonly ChildsVoice Heard = new("It is quiet now.", null);

    [Fact]
    public void Due_AssessmentOverChristmas_Is45WorkingDaysFromReferral() =>
        Assert.Equal(new DateOnly(2016, 1, 11), Assessment.DueAfter(new DateOnly(2015, 11, 4)));

    [Fact]
    public void Start_Section47_ConferenceIsDue15WorkingDaysAfterTheDiscussion()
    {
        var enquiry = Section47Enquiry.Start(Discussion(), Now);
        Assert.Equal(new DateOnly(2015, 12, 1), enquiry.ConferenceDueOn);
    }

    [Fact]
    public void Start_ProtectionPlan_CoreGroupIn10WorkingDaysAndReviewIn3Months()
    {
        var plan = Protection(new DateOnly(2015, 11, 30));
        Assert.Equal((new DateOnly(2015, 12, 14), new DateOnly(2016, 2, 29)), (plan.FirstCoreGroupDueOn!.Value, plan.ReviewDueOn!.Value));
    }

    [Fact]
    public void Continue_AfterReview_NextReviewIsIn6Months()
    {
        var plan = Protection(new DateOnly(2015, 11, 24));
        Assert.Null(plan.ContinueAfterReview(new DateOnly(2016, 2, 22), null, "Same.", "Agreed.", Heard, null));
        Assert.Equal(new DateOnly(2016, 8, 22), plan.ReviewDueOn);
    }

    [Fact]
    public void End_ProtectionPlanOnItsFirstDay_IsRefused()
    {
        var plan = Protection(new DateOnly(2015, 11, 24));
        Assert.Equal("before-plan", plan.End(new DateOnly(2015, 11, 24), "Mistake.", "Agreed.", Heard)?.Code);
        Assert.Equal("voice-missing", plan.End(new DateOnly(2016, 2, 22), "Safe.", "Agreed.", new(null, " "))?.Code);
        Assert.Equal("familys-part-missing", plan.End(new DateOnly(2016, 2, 22), "Safe.", "", Heard)?.Code);
        Assert.Null(plan.End(new DateOnly(2016, 2, 22), "Safe.", "Agreed.", Heard));
        Assert.Equal("plan-ended", plan.End(new DateOnly(2016, 2, 23), "Safe.", "Agreed.", Heard)?.Code);
    }

    [Fact]
    public void Hold_FirstCoreGroupTooLate_IsRecordedAsLate()
    {
        var plan = Protection(new DateOnly(2015, 11, 24));
        Assert.True(CoreGroupMeeting.Hold(plan, first: true, new DateOnly(2015, 12, 9), "n", "f", Heard, Now).IsLate);
        Assert.False(CoreGroupMeeting.Hold(plan, first: true, new DateOnly(2015, 12, 8), "n", "f", Heard, Now).IsLate);
        Assert.False(CoreGroupMeeting.Hold(plan, first: false, new DateOnly(2016, 1, 20), "n", "f", Heard, Now).IsLate);
    }

    [Theory]
    [InlineData("2015-12-01", "2015-12-01", null, null)]
    [InlineData("2015-12-02", "2015-12-01", null, "conference-late")]
    [InlineData("2015-12-02", "2015-12-01", "The mother was in hospital.", null)]
    [InlineData("2015-12-05", "2015-12-08", null, "not-a-working-day")]
    [InlineData("2015-12-25", "2015-12-31", null, "not-a-working-day")]
    [InlineData("2015-11-09", "2015-12-01", null, "day-impossible")]
    public void Schedule_Conference_KeepsItsLimit(string scheduledFor, string dueOn, string? lateReason, string? code) => Assert.Equal(
        code, Conference.CannotBeScheduled(DateOnly.Parse(scheduledFor, null), new DateOnly(2015, 11, 10), DateOnly.Parse(dueOn, null), lateReason)?.Code);

    [Fact]
    public void Commission_ByTheAuditorOrWithoutEnd_IsRefused()
    {
        var (auditor, today) = (Guid.CreateVersion7(), new DateOnly(2016, 3, 14));
        Assert.Null(Commission.CannotBeGiven(auditor, Guid.CreateVersion7(), today, today.AddMonths(3), today));
        Assert.Equal("commission-needs-second-person", Commission.CannotBeGiven(auditor, auditor, today, today, today)?.Code);
        Assert.Equal("commission-dates-impossible", Commission.CannotBeGiven(auditor, Guid.CreateVersion7(), today, today.AddMonths(4), today)?.Code);
        Assert.Equal("commission-dates-impossible", Commission.CannotBeGiven(auditor, Guid.CreateVersion7(), today.AddDays(-9), today.AddDays(-1), today)?.Code);
    }

    private static StrategyDiscussion Discussion() =>
        StrategyDiscussion.Hold(Guid.CreateVersion7(), Guid.CreateVersion7(), Now, [], true, "Enquire.", Now);

    private static Plan Protection(DateOnly conferenceOn) => Plan.StartProtection(
        Guid.CreateVersion7(), Guid.CreateVersion7(), conferenceOn, "EMO", "Plan.", "Agreed.", Heard, [new(Guid.CreateVersion7(), null)], Now);
}
