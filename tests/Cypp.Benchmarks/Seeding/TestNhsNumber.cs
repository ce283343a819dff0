using System.Globalization;

namespace Cypp.Benchmarks.Seeding;

/// <summary>NHS numbers of the range kept for testing: 999, six digits and the check digit (NHS Data Dictionary, NHS NUMBER).</summary>
internal static class TestNhsNumber
{
    private const int Stems = 1_000_000;

    /// <returns>The one of this stem; null when the stem has no check digit, or there are no more stems.</returns>
    public static string? Of(int stem)
    {
        if (stem is < 0 or >= Stems)
        {
            return null;
        }

        var digits = "999" + stem.ToString("D6", CultureInfo.InvariantCulture);
        var check = (11 - (digits.Select((digit, at) => (digit - '0') * (10 - at)).Sum() % 11)) % 11;
        return check == 10 ? null : digits + check.ToString(CultureInfo.InvariantCulture);
    }
}
