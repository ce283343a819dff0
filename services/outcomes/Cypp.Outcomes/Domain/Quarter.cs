using System.Globalization;
using System.Text.RegularExpressions;

namespace Cypp.Outcomes.Domain;

/// <summary>A calendar quarter, written 2015-Q4: the period of published figures.</summary>
internal readonly partial record struct Quarter(int Year, int Number) : IComparable<Quarter>
{
    public DateOnly Start => new(Year, (3 * Number) - 2, 1);

    public DateOnly End => Start.AddMonths(3).AddDays(-1);

    public static Quarter? Parse(string text)
    {
        var match = Written().Match(text);
        return match.Success
            ? new Quarter(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
            : null;
    }

    public bool Contains(DateOnly day) => day >= Start && day <= End;

    /// <summary>Year in which the school year of the quarter's last day began.</summary>
    public int AcademicYear => End.Month >= 9 ? End.Year : End.Year - 1;

    public int CompareTo(Quarter other) => Start.CompareTo(other.Start);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}-Q{Number}");

    [GeneratedRegex("^(20[0-9]{2})-Q([1-4])$")]
    private static partial Regex Written();
}
