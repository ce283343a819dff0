using System.Diagnostics.CodeAnalysis;

namespace Cypp.Contracts.Identifiers;

/// <summary>
/// NHS number: ten digits, the last a modulus 11 check (NHS Data Dictionary, NHS NUMBER). Spaces between groups are
/// taken and dropped. Numbers of one repeated digit pass the modulus but are nobody's, so they are refused.
/// </summary>
public sealed record NhsNumber
{
    public string Value { get; }

    private NhsNumber(string value) => Value = value;

    public static bool TryParse(string? text, [NotNullWhen(true)] out NhsNumber? number)
    {
        number = null;
        var digits = text?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        if (digits.Length != 10 || digits.Any(c => !char.IsAsciiDigit(c)) || digits.All(c => c == digits[0]))
        {
            return false;
        }

        var check = 11 - (digits.Take(9).Select((c, i) => (c - '0') * (10 - i)).Sum() % 11);
        if (check == 10 || check % 11 != digits[9] - '0')
        {
            return false;
        }

        number = new NhsNumber(digits);
        return true;
    }

    public override string ToString() => Value;
}
