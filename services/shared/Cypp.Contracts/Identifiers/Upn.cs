using System.Diagnostics.CodeAnalysis;

namespace Cypp.Contracts.Identifiers;

/// <summary>
/// Unique pupil number: check letter, 11 digits, and a digit or, when temporary, a letter (DfE, Unique pupil numbers).
/// Check: sum over positions 2 to 13 of value times position, modulo 23, as an index into the letters.
/// </summary>
public sealed record Upn
{
    private const string Letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    public string Value { get; }

    private Upn(string value) => Value = value;

    public bool IsTemporary => !char.IsAsciiDigit(Value[12]);

    public static bool TryParse(string? text, [NotNullWhen(true)] out Upn? upn)
    {
        upn = null;
        if (text is not { Length: 13 } || text[1..12].Any(c => !char.IsAsciiDigit(c)))
        {
            return false;
        }

        var last = char.IsAsciiDigit(text[12]) ? text[12] - '0' : Letters.IndexOf(text[12], StringComparison.Ordinal);
        var sum = text[1..12].Select((c, i) => (c - '0') * (i + 2)).Sum() + (last * 13);
        if (last < 0 || text[0] != Letters[sum % 23])
        {
            return false;
        }

        upn = new Upn(text);
        return true;
    }

    public override string ToString() => Value;
}
