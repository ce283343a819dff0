using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Cypp.Index.Domain;

/// <summary>
/// A British postcode, upper case with one space before the last three characters (BS 7666; Royal Mail,
/// Postcode Address File, Programmer's Guide). The form is checked, not that it is in use.
/// </summary>
internal sealed partial record Postcode(string Value)
{
    public const int Length = 8;

    /// <summary>Outward code and the digit after it: some 3,000 addresses.</summary>
    public static string SectorOf(string postcode) => postcode[..^2];

    public static bool TryParse(string? text, [NotNullWhen(true)] out Postcode? postcode)
    {
        var compact = (text ?? "").Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        postcode = Form().IsMatch(compact) ? new Postcode($"{compact[..^3]} {compact[^3..]}") : null;
        return postcode is not null;
    }

    [GeneratedRegex("^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})$")]
    private static partial Regex Form();
}
