using System.Collections.Frozen;
using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>An adult's or child's factor found in an assessment; it stays in the assessment.</summary>
internal sealed record AssessmentFactor(Guid AdultId, string Factor);

/// <summary>Codes of the children in need census (DfE, CIN census guide).</summary>
internal static class CinCodes
{
    public const int CodeLength = 4;
    public const string SteppedDownToEarlyHelp = "RC9";
    private const string NoFactor = "21";

    private static readonly FrozenSet<string> CategoriesOfAbuse = FrozenSet.ToFrozenSet(["NEG", "PHY", "SAB", "EMO", "MUL"]);

    private static readonly FrozenSet<string> Factors = FrozenSet.ToFrozenSet(
    [
        "1A", "1B", "1C", "2A", "2B", "2C", "3A", "3B", "3C", "4A", "4B", "4C", "5A", "5B", "5C", "6A", "6B", "6C", "7A", "8B", "8C",
        "8D", "8E", "8F", "9A", "10A", "11A", "12A", "13A", "14A", "15A", "16A", "17A", "18A", "18B", "18C", "19A", "19B", "19C", "20",
        NoFactor, "22A", "23A", "24A",
    ]);

    public static bool IsCategoryOfAbuse(string? code) => code is not null && CategoriesOfAbuse.Contains(code);

    /// <summary>Each factor once an adult; "none" only by itself (census rules 8869, 8898).</summary>
    public static Error? FactorsAreWrong(IReadOnlyList<AssessmentFactor> factors)
    {
        if (!factors.All(factor => Factors.Contains(factor.Factor)))
        {
            return ProtectionErrors.UnknownCode("adultFactors");
        }

        var contradicts = factors.Any(factor => factor.Factor == NoFactor) && factors.Count > 1;
        return contradicts || factors.Distinct().Count() != factors.Count ? ProtectionErrors.FactorsContradict : null;
    }
}
