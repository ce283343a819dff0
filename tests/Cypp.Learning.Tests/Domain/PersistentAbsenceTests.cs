using Cypp.Learning.Domain;

namespace Cypp.Learning.Tests.Domain;

public sealed class PersistentAbsenceTests
{
    [Theory]
    [InlineData(2009, 20)]
    [InlineData(2010, 15)]
    [InlineData(2014, 15)]
    [InlineData(2015, 10)]
    [InlineData(2025, 10)]
    public void Threshold_IsTheOneInForce(int schoolYear, int percent) => Assert.Equal(percent, PersistentAbsence.ThresholdOf(schoolYear));

    [Theory]
    [InlineData(380, 38, 10, true)]
    [InlineData(380, 37, 10, false)]
    [InlineData(380, 57, 15, true)]
    [InlineData(380, 56, 15, false)]
    [InlineData(1, 1, 10, true)]
    [InlineData(0, 0, 10, false)]
    public void Judgment_AtTheThreshold_IsPersistent(int possible, int absent, int percent, bool persistent) =>
        Assert.Equal(persistent, PersistentAbsence.Is(new SessionTotals(possible, possible - absent), percent));

    [Fact]
    public void Totals_CountOnlyPossibleSessions()
    {
        var day = new DateOnly(2015, 9, 8);
        Assert.Equal(new SessionTotals(4, 2), SessionTotals.Of(
            [(day, "/"), (day, "L"), (day, "I"), (day, "O"), (day, "X"), (day, "#"), (day, "D"), (day, "Y")]));
    }

    [Theory]
    [InlineData("H", 2024, 8, 18, "Authorised")]
    [InlineData("H", 2024, 8, 19, null)]
    [InlineData("J", 2015, 9, 8, "Attending")]
    [InlineData("J1", 2015, 9, 8, null)]
    [InlineData("J1", 2024, 9, 3, "Authorised")]
    [InlineData("F", 2013, 8, 31, "Authorised")]
    [InlineData("F", 2013, 9, 1, null)]
    [InlineData("Y", 2024, 8, 18, "NotPossible")]
    [InlineData("Y5", 2024, 9, 3, "NotPossible")]
    [InlineData("K", 2024, 9, 3, "Attending")]
    [InlineData("o", 2015, 9, 8, null)]
    public void Code_HasTheClassOfItsDay(string code, int year, int month, int day, string? expected) =>
        Assert.Equal(expected, AttendanceCodes.ClassOf(code, new DateOnly(year, month, day))?.ToString());
}
