namespace Cypp.Index.Domain;

/// <summary>What two descriptions of a child are compared by. Null: not known, so neither for nor against.</summary>
/// <param name="GivenNameKey">See <see cref="NameKey"/>.</param>
internal sealed record MatchFacts(
    string? NhsNumber, string? Upn, string? GivenNameKey, string? FamilyNameKey, DateOnly? BirthDate, string? Postcode)
{
    public bool SharesANumberWith(MatchFacts other) =>
        (NhsNumber is not null && NhsNumber == other.NhsNumber) || (Upn is not null && Upn == other.Upn);

    /// <summary>Born on the same day, of the same family name and, as far as known, at one address; not the same given name.</summary>
    public bool IsTwinOf(MatchFacts other) =>
        FamilyNameKey is not null && FamilyNameKey == other.FamilyNameKey
        && BirthDate is not null && BirthDate == other.BirthDate
        && (Postcode is null || other.Postcode is null || Postcode == other.Postcode)
        && GivenNameKey != other.GivenNameKey;
}
