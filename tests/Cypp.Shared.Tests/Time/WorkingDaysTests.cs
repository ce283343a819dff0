using System.Text.Json;
using CsCheck;
using Cypp.ServiceKit.Time;

namespace Cypp.Shared.Tests.Time;

public sealed class WorkingDaysTests
{
    private sealed record Vector(DateOnly From, int WorkingDays, DateOnly Deadline);

    private sealed record File(IReadOnlyList<Vector> Vectors);

    [Fact]
    public void After_WorkedVectors_GiveTheirDeadlines()
    {
        using var stream = typeof(WorkingDaysTests).Assembly.GetManifestResourceStream("WorkingDayVectors.json")!;
        var vectors = JsonSerializer.Deserialize<File>(stream, JsonSerializerOptions.Web)!.Vectors;
        Assert.True(vectors.Count >= 15);
        Assert.All(vectors, vector => Assert.Equal(vector.Deadline, WorkingDays.After(vector.From, vector.WorkingDays)));
    }

    [Theory]
    [InlineData("2012-06-05")]
    [InlineData("2020-05-08")]
    [InlineData("2022-09-19")]
    [InlineData("2023-05-08")]
    [InlineData("2015-12-28")]
    [InlineData("2015-11-01")]
    public void IsWorkingDay_BankHolidaysOfOneYearAndSundays_AreNot(string day) => Assert.False(WorkingDays.IsWorkingDay(DateOnly.Parse(day, null)));

    [Fact]
    public void After_AnyDay_IsUndoneByBetween() => Gen.Select(Gen.Int[0, 6000], Gen.Int[1, 60]).Sample((offset, count) =>
        WorkingDays.Between(new DateOnly(2012, 1, 1).AddDays(offset), WorkingDays.After(new DateOnly(2012, 1, 1).AddDays(offset), count)) == count);

    [Fact]
    public void IsWorkingDay_YearWithoutKnownBankHolidays_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkingDays.IsWorkingDay(new DateOnly(2031, 1, 2)));
}
