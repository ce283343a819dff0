using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

/// <summary>An adult of a child's household or family. Their factors stay in the assessments, never here.</summary>
internal sealed class Adult : Aggregate
{
    public const int NameLength = 100;

    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";
    public string GivenNameKey { get; private set; } = "";
    public string FamilyNameKey { get; private set; } = "";
    public DateOnly? BirthDate { get; private set; }

    public static Adult Register(string givenName, string familyName, DateOnly? birthDate, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            GivenName = givenName.Trim(),
            FamilyName = familyName.Trim(),
            BirthDate = birthDate,
            GivenNameKey = NameKey.Of(givenName),
            FamilyNameKey = NameKey.Of(familyName),
        };

    /// <returns>Why this birth date cannot be an adult's, or null.</returns>
    public static Error? BirthDateIsImpossible(DateOnly? birthDate, DateOnly today) => birthDate is { } day && (day > today || day.Year < 1900)
        ? new InvalidError("birth-date-impossible", "The birth date is impossible.", "birthDate")
        : null;
}
