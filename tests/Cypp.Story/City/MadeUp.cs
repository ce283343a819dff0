using System.Globalization;

namespace Cypp.Story.City;

/// <summary>Names and numbers of people who do not exist: NHS numbers from the range kept for testing (999...), the same at every start.</summary>
internal static class MadeUp
{
    private static readonly string[] GivenNames =
        ["Ada", "Bo", "Cleo", "Dov", "Esme", "Finn", "Greta", "Hal", "Ines", "Jory", "Kit", "Lux", "Mira", "Ned", "Orla", "Pip", "Quin", "Rae", "Sol", "Tam"];

    private static readonly string[] FamilyNames =
        ["Synthwaite", "Madeup", "Pretendson", "Fictley", "Nobodyson", "Imagin", "Placeholt", "Examplar", "Testerton", "Sampleby"];

    public static string GivenName(int number) => GivenNames[number % GivenNames.Length] + Letters(number / GivenNames.Length);

    public static string FamilyName(int number) => FamilyNames[number % FamilyNames.Length] + Letters(number / FamilyNames.Length);

    /// <summary>The n-th NHS number of the testing range whose check digit exists.</summary>
    public static string NhsNumber(int number)
    {
        // One in eleven stems has no check digit: step by two and take the next stem when there is none.
        for (var stem = 999_000_000 + (number * 2); ; stem++)
        {
            var digits = stem.ToString("D9", CultureInfo.InvariantCulture);
            var valid = Enumerable.Range(0, 10).Select(check => digits + check).FirstOrDefault(text => Contracts.Identifiers.NhsNumber.TryParse(text, out _));
            if (valid is not null)
            {
                return valid;
            }
        }
    }

    /// <summary>A pupil number of the authority (383) with its check letter.</summary>
    public static string Upn(int number)
    {
        var digits = "383" + (9000 + (number / 1000)).ToString("D4", CultureInfo.InvariantCulture) + "15" + (number % 1000).ToString("D3", CultureInfo.InvariantCulture);
        return "ABCDEFGHJKLMNPQRTUVWXYZ".Select(letter => letter + digits).First(text => Contracts.Identifiers.Upn.TryParse(text, out _));
    }

    private static string Letters(int number) => number == 0 ? "" : "-" + (char)('a' + (number % 26)) + (number >= 26 ? Letters(number / 26) : "");
}
