namespace Cypp.Learning.Domain;

/// <summary>School years run from 1 September; a year is named by the calendar year in which it began.</summary>
internal static class SchoolYears
{
    private const int ReceptionAge = 4;
    private const int SecondaryAge = 11;
    private const int Adult = 18;

    public static int Of(DateOnly day) => day.Month >= 9 ? day.Year : day.Year - 1;

    public static (DateOnly First, DateOnly Last) DaysOf(int year) => (new(year, 9, 1), new(year + 1, 8, 31));

    /// <summary>Reception (the school year after the fourth birthday) to 17: the ages of a notice to a school (s49A; standards 5).</summary>
    public static bool IsOfSchoolAge(DateOnly birthDate, DateOnly day) =>
        AgeWhenItBegan(birthDate, Of(day)) >= ReceptionAge && day < birthDate.AddYears(Adult);

    /// <summary>Of a pupil of an all-through school: secondary from the school year after the eleventh birthday.</summary>
    public static string PhaseOf(string schoolPhase, DateOnly birthDate, int year) => schoolPhase != Phases.AllThrough
        ? schoolPhase
        : AgeWhenItBegan(birthDate, year) >= SecondaryAge ? Phases.Secondary : Phases.Primary;

    private static int AgeWhenItBegan(DateOnly birthDate, int year)
    {
        var eve = new DateOnly(year, 8, 31);
        return eve.Year - birthDate.Year - (birthDate.AddYears(eve.Year - birthDate.Year) > eve ? 1 : 0);
    }
}

internal static class Phases
{
    public const string Primary = "primary";
    public const string Secondary = "secondary";
    public const string AllThrough = "all-through";
}
