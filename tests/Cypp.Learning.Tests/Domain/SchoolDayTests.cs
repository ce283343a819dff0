using Cypp.Learning.Domain;

namespace Cypp.Learning.Tests.Domain;

public sealed class SchoolDayTests
{
    private static readonly School School = School.Open(Guid.CreateVersion7(), new SchoolDay(
        "S", Phases.Secondary, "aire-valley", new TimeOnly(8, 50),
        [new Term(new(2016, 2, 22), new(2016, 3, 24)), new Term(new(2016, 4, 11), new(2016, 5, 27))], [new(2016, 3, 4)]));

    [Theory]
    [InlineData("2016-02-22T08:49:59Z", "2016-02-22T08:50:00Z")]
    [InlineData("2016-02-22T08:50:00Z", "2016-02-23T08:50:00Z")]
    [InlineData("2016-02-26T23:00:00Z", "2016-02-29T08:50:00Z")]
    [InlineData("2016-03-03T12:00:00Z", "2016-03-07T08:50:00Z")]
    [InlineData("2016-03-24T12:00:00Z", "2016-04-11T07:50:00Z")]
    [InlineData("2016-04-29T12:00:00Z", "2016-05-03T07:50:00Z")]
    public void FirstBell_SkipsWeekendsClosedDaysHolidaysAndFollowsSummerTime(string received, string bell) =>
        Assert.Equal(DateTimeOffset.Parse(bell, null), School.FirstBellAfter(DateTimeOffset.Parse(received, null)));

    [Theory]
    [InlineData("2016-12-23T12:00:00Z", "2016-12-28T08:50:00Z")]
    [InlineData("2016-12-28T02:00:00Z", "2016-12-28T08:50:00Z")]
    public void FirstBell_BeyondTheCalendar_IsTheNextWorkingDays(string received, string bell) =>
        Assert.Equal(DateTimeOffset.Parse(bell, null), School.FirstBellAfter(DateTimeOffset.Parse(received, null)));

    [Theory]
    [InlineData("2011-08-31", true)]
    [InlineData("2011-09-01", false)]
    [InlineData("1997-11-03", true)]
    [InlineData("1997-11-02", false)]
    public void SchoolAge_IsReceptionToSeventeen(string birthDate, bool isOfSchoolAge) =>
        Assert.Equal(isOfSchoolAge, SchoolYears.IsOfSchoolAge(DateOnly.Parse(birthDate, null), new DateOnly(2015, 11, 2)));

    [Theory]
    [InlineData("2004-08-31", "secondary")]
    [InlineData("2004-09-01", "primary")]
    public void Phase_OfAnAllThroughPupil_GoesByAge(string birthDate, string phase) =>
        Assert.Equal(phase, SchoolYears.PhaseOf(Phases.AllThrough, DateOnly.Parse(birthDate, null), 2015));
}
