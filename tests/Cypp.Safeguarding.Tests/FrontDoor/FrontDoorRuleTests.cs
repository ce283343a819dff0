using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Time;

namespace Cypp.Safeguarding.Tests.FrontDoor;

/// <summary>Clocks and transitions of the front door (Working Together 2015: decided in one working day).</summary>
public sealed class FrontDoorRuleTests
{
    private static readonly DateTimeOffset Now = new(2015, 11, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2015-11-02T09:00", "2015-11-03")]
    [InlineData("2015-11-06T23:10", "2015-11-09")]
    [InlineData("2015-11-07T12:00", "2015-11-09")]
    [InlineData("2015-12-24T16:00", "2015-12-29")]
    [InlineData("2016-03-24T10:00", "2016-03-29")]
    [InlineData("2016-06-30T23:30", "2016-07-01")]
    public void Receive_OnAnyDay_IsDueTheNextWorkingDay(string londonTime, string due)
    {
        var at = DateTime.Parse(londonTime, null);
        var receivedAt = BusinessClock.MomentOf(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at));
        Assert.Equal(DateOnly.Parse(due, null), Referral.Receive(Guid.CreateVersion7(), Guid.CreateVersion7(), receivedAt).DecisionDueOn);
    }

    [Theory]
    [InlineData("2015-11-02", 9, 0, true)]
    [InlineData("2015-11-02", 8, 59, false)]
    [InlineData("2015-11-02", 17, 0, false)]
    [InlineData("2015-11-07", 12, 0, false)]
    [InlineData("2015-12-28", 12, 0, false)]
    [InlineData("2016-06-01", 9, 0, true)]
    public void Cover_OfficeHours_AreWorkingDaysInLocalTime(string day, int hour, int minute, bool covered) =>
        Assert.Equal(covered, OfficeHours.Cover(BusinessClock.MomentOf(DateOnly.Parse(day, null), new TimeOnly(hour, minute))));

    [Fact]
    public void Join_ContactThatWaitedOnAMatch_BringsItsEarlierDeadline()
    {
        var referral = Referral.Receive(Guid.CreateVersion7(), Guid.CreateVersion7(), Now.AddDays(1));
        referral.Join(Now, stepUpId: null);
        Assert.Equal((new DateOnly(2015, 11, 3), 2), (referral.DecisionDueOn, referral.Version));
        referral.Join(Now.AddDays(2), stepUpId: null);
        Assert.Equal(new DateOnly(2015, 11, 3), referral.DecisionDueOn);
    }

    [Fact]
    public void Referral_OutOfItsOrder_RefusesByName()
    {
        var referral = Referral.Receive(Guid.CreateVersion7(), Guid.CreateVersion7(), Now);
        var person = Guid.CreateVersion7();
        Assert.Equal("referral-not-acknowledged", referral.Decline("other", person, Now)?.Code);
        Assert.Equal("referral-not-accepted", referral.Close("RC9", new DateOnly(2015, 11, 2))?.Code);
        Assert.Null(referral.Acknowledge(person, Now));
        Assert.Equal("referral-not-received", referral.Acknowledge(person, Now)?.Code);
        Assert.Null(referral.Accept(person, person, Now));
        Assert.Equal("referral-not-acknowledged", referral.Decline("other", person, Now)?.Code);
        Assert.Null(referral.Close("RC9", new DateOnly(2015, 11, 2)));
        Assert.False(referral.IsOpen);
    }

    [Theory]
    [InlineData("2A", Feedback.Outcome)]
    [InlineData("1B", Feedback.Minimal)]
    [InlineData("9", Feedback.None)]
    public void FeedbackTo_Source_IsTheLeastThatIsFair(string source, object feedback) => Assert.Equal(feedback, Codes.FeedbackTo(source));
}
