using Cypp.Contracts.Identifiers;
using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.Learning.Domain;

/// <summary>A child on one school's roll. Registered at two schools, a child has two.</summary>
internal sealed class Enrolment : Aggregate
{
    public const int NameLength = 100;
    public const int UpnLength = 13;

    public Guid ChildId { get; private set; }
    public Guid SchoolAgencyId { get; private set; }
    public string Upn { get; private set; } = "";
    public string GivenName { get; private set; } = "";
    public string FamilyName { get; private set; } = "";
    public DateOnly BirthDate { get; private set; }
    public DateOnly EnrolledOn { get; private set; }

    /// <summary>Last day on the roll.</summary>
    public DateOnly? LeftOn { get; private set; }

    public static Enrolment Begin(Guid schoolAgencyId, Guid childId, Upn upn, PupilName name, DateOnly birthDate, DateOnly enrolledOn, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        SchoolAgencyId = schoolAgencyId,
        ChildId = childId,
        Upn = upn.Value,
        GivenName = name.GivenName.Trim(),
        FamilyName = name.FamilyName.Trim(),
        BirthDate = birthDate,
        EnrolledOn = enrolledOn,
    };

    public bool IsOnRoll(DateOnly day) => EnrolledOn <= day && (LeftOn is null || day <= LeftOn);

    public Error? Leave(DateOnly leftOn, DateOnly today)
    {
        if (LeftOn is not null)
        {
            return EnrolmentErrors.AlreadyLeft;
        }

        if (leftOn < EnrolledOn || leftOn > today)
        {
            return EnrolmentErrors.LeavingDateImpossible;
        }

        LeftOn = leftOn;
        Touch();
        return null;
    }

    /// <returns>Why these dates cannot be a pupil's, or null.</returns>
    public static Error? DatesAreImpossible(DateOnly birthDate, DateOnly beganOn, DateOnly today, string beganField) =>
        birthDate >= today || birthDate.Year < today.Year - 30 ? new InvalidError("birth-date-impossible", "The birth date is impossible.", "birthDate")
        : beganOn <= birthDate || beganOn > today ? new InvalidError("start-date-impossible", "It cannot begin before birth or in the future.", beganField)
        : null;
}

internal sealed record PupilName(string GivenName, string FamilyName);

internal static class EnrolmentErrors
{
    public static readonly Error UpnInvalid = new InvalidError("upn-invalid", "The unique pupil number fails its check.", "upn");
    public static readonly Error AlreadyOnRoll = new ConflictError("already-on-roll", "The child, or the unique pupil number, is on this school's roll.");
    public static readonly Error AlreadyLeft = new ConflictError("already-left", "The pupil has left this school's roll.");
    public static readonly Error LeavingDateImpossible = new UnprocessableError("leaving-date-impossible", "The last day lies before the enrolment or in the future.", "leftOn");
    public static readonly Error OnARoll = new ConflictError("on-a-roll", "The child is on a school's roll.");
    public static readonly Error AlreadyHomeEducated = new ConflictError("already-home-educated", "The child is recorded as educated at home.");
}
