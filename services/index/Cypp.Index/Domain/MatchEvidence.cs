namespace Cypp.Index.Domain;

/// <summary>
/// What each agreement or disagreement counts. A verified number alone reaches the threshold; without one it takes
/// both names, the birth date and the postcode, all of them exact.
/// </summary>
internal static class MatchEvidence
{
    /// <summary>At this score and above, and only if nothing speaks for a twin, a match links without a person.</summary>
    public const int LinkThreshold = 90;

    public const string NhsNumberExact = "nhs-number-exact";
    public const string UpnExact = "upn-exact";
    public const string BirthDateExact = "birth-date-exact";
    public const string FamilyNameExact = "family-name-exact";
    public const string GivenNameExact = "given-name-exact";
    public const string GivenNameDiffers = "given-name-differs";

    /// <summary>Why a person decides; they count nothing.</summary>
    public const string NobodyFound = "nobody-found";
    public const string BelowThreshold = "below-threshold";
    public const string TwinPossible = "twin-possible";
    public const string MoreThanOne = "more-than-one-child";

    public static readonly IReadOnlyDictionary<string, int> Points = new Dictionary<string, int>
    {
        [NhsNumberExact] = 120,
        ["nhs-number-differs"] = -60,
        [UpnExact] = 120,
        ["upn-temporary-exact"] = 20,
        ["upn-differs"] = -40,
        [BirthDateExact] = 30,
        ["birth-date-day-and-month-swapped"] = 15,
        ["birth-date-differs"] = -30,
        [FamilyNameExact] = 25,
        ["family-name-close"] = 14,
        ["family-name-differs"] = -20,
        [GivenNameExact] = 25,
        ["given-name-close"] = 12,
        [GivenNameDiffers] = -20,
        ["postcode-exact"] = 20,
        ["postcode-near"] = 8,
        ["postcode-differs"] = 0,
    };
}
