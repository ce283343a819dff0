using F23.StringSimilarity;

namespace Cypp.Index.Domain;

/// <summary>How well a known child fits what was asked: the evidence, and its points added up.</summary>
internal sealed record MatchScore(int Points, IReadOnlyList<string> Evidence)
{
    /// <summary>Jaro-Winkler similarity from which two spellings are one name, mistyped.</summary>
    private const double CloseName = 0.9;

    private static readonly JaroWinkler Similarity = new();

    /// <summary>Points as shown: 0 to 100.</summary>
    public int Shown => Math.Clamp(Points, 0, 100);

    public bool HasVerifiedNumber => Evidence.Contains(MatchEvidence.NhsNumberExact) || Evidence.Contains(MatchEvidence.UpnExact);

    public static MatchScore Of(MatchFacts asked, MatchFacts known)
    {
        string?[] found =
        [
            Exact("nhs-number", asked.NhsNumber, known.NhsNumber),
            OfUpn(asked.Upn, known.Upn),
            OfBirthDate(asked.BirthDate, known.BirthDate),
            OfName("family-name", asked.FamilyNameKey, known.FamilyNameKey),
            OfName("given-name", asked.GivenNameKey, known.GivenNameKey),
            OfPostcode(asked.Postcode, known.Postcode),
        ];
        IReadOnlyList<string> evidence = [.. found.OfType<string>()];
        return new MatchScore(evidence.Sum(code => MatchEvidence.Points[code]), evidence);
    }

    private static string? Exact(string what, string? asked, string? known) =>
        asked is null || known is null ? null : asked == known ? $"{what}-exact" : $"{what}-differs";

    // A temporary UPN (a letter at the end) is given again and again, so it proves little and its change nothing.
    private static string? OfUpn(string? asked, string? known) => (asked, known) switch
    {
        (null, _) or (_, null) => null,
        _ when char.IsAsciiDigit(asked[^1]) && char.IsAsciiDigit(known[^1]) => Exact("upn", asked, known),
        _ => asked == known ? "upn-temporary-exact" : null,
    };

    private static string? OfBirthDate(DateOnly? asked, DateOnly? known) => (asked, known) switch
    {
        (null, _) or (_, null) => null,
        ({ } one, { } other) when one == other => MatchEvidence.BirthDateExact,
        ({ } one, { } other) when one.Year == other.Year && one.Month == other.Day && one.Day == other.Month => "birth-date-day-and-month-swapped",
        _ => "birth-date-differs",
    };

    private static string? OfName(string what, string? asked, string? known) =>
        asked is null || known is null ? null
        : asked == known ? $"{what}-exact"
        : Similarity.Similarity(asked, known) >= CloseName ? $"{what}-close"
        : $"{what}-differs";

    private static string? OfPostcode(string? asked, string? known) =>
        asked is null || known is null ? null
        : asked == known ? "postcode-exact"
        : Domain.Postcode.SectorOf(asked) == Domain.Postcode.SectorOf(known) ? "postcode-near"
        : "postcode-differs";
}
