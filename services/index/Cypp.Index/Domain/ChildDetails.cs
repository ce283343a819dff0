using Cypp.Contracts.Identifiers;
using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

/// <summary>What a child is registered with, its parts already parsed.</summary>
internal sealed record ChildDetails
{
    private const int OldestYears = 30;
    private const int LongestWaitDays = 310;
    private const int LongestOverdueDays = 30;

    public required string GivenName { get; init; }
    public required string FamilyName { get; init; }
    public required DateOnly? BirthDate { get; init; }
    public required DateOnly? ExpectedBirthDate { get; init; }
    public required string Sex { get; init; }
    public required NhsNumber? NhsNumber { get; init; }
    public required Upn? Upn { get; init; }
    public required Address Address { get; init; }

    public MatchFacts Facts => new(
        NhsNumber?.Value, Upn?.Value, NameKey.Of(GivenName), NameKey.Of(FamilyName), BirthDate, Address.Postcode.Value);

    /// <returns>Why nobody of the index can have these names or dates, or null.</returns>
    public Error? IsImpossible(DateOnly today) => this switch
    {
        _ when NameKey.Of(GivenName).Length == 0 || NameKey.Of(FamilyName).Length == 0 => ChildErrors.NameInvalid,
        _ when Sex is not ("m" or "f" or "u") => ChildErrors.SexUnknown,
        _ when BirthDate is null == ExpectedBirthDate is null => ChildErrors.BirthDateOrExpected,
        { BirthDate: { } born } when born > today || born < today.AddYears(-OldestYears) => ChildErrors.BirthDateImpossible,
        { ExpectedBirthDate: { } due } when due > today.AddDays(LongestWaitDays) || due < today.AddDays(-LongestOverdueDays) =>
            ChildErrors.ExpectedBirthDateImpossible,
        _ => null,
    };
}
