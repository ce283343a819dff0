using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

/// <summary>Why something about a child is refused.</summary>
internal static class ChildErrors
{
    public static readonly Error NotFound = new NotFoundError();
    public static readonly Error NhsNumberInvalid = new InvalidError("nhs-number-invalid", "This is not an NHS number: its check digit or form is wrong.", "nhsNumber");
    public static readonly Error UpnInvalid = new InvalidError("upn-invalid", "This is not a unique pupil number: its check letter or form is wrong.", "upn");
    public static readonly Error PostcodeInvalid = new InvalidError("postcode-invalid", "This is not a postcode.", "postcode");
    public static readonly Error AddressInvalid = new InvalidError("address-invalid", "An address has 1 to 6 lines of 1 to 100 characters.", "lines");
    public static readonly Error ClusterInvalid = new InvalidError("cluster-invalid", "A cluster is a lower case code with hyphens.", "residenceCluster");
    public static readonly Error SexUnknown = new InvalidError("sex-unknown", "Sex is m, f or u (not known).", "sex");
    public static readonly Error BirthDateOrExpected = new InvalidError("birth-date-or-expected", "Give the birth date or, before birth, the expected one: exactly one of them.", "birthDate");
    public static readonly Error BirthDateImpossible = new InvalidError("birth-date-impossible", "The birth date is impossible for a child or young person.", "birthDate");
    public static readonly Error ExpectedBirthDateImpossible = new InvalidError("expected-birth-date-impossible", "The expected birth date is more than ten months ahead or long past.", "expectedBirthDate");
    public static readonly Error NameInvalid = new InvalidError("name-invalid", "A name has at least one letter.", "familyName");
    public static readonly Error AlreadyRegistered = new ConflictError("child-already-registered", "This child is registered already: match the child instead.");
    public static readonly Error AdultUnknown = new UnprocessableError("adult-unknown", "There is no such adult in the index.", "adultId");
    public static readonly Error RelationshipUnknown = new InvalidError("relationship-unknown", "The relationship is not one of the codes.", "relationship");
    public static readonly Error HouseholdContradictory = new InvalidError("household-contradictory", "An adult of the same household is not of the child's second household.", "alsoLivesWith");
    public static readonly Error ReasonUnknown = new InvalidError("reason-unknown", "The reason is not one of the codes.", "reasonCode");
    public static readonly Error AlreadyNotToBeTold = new ConflictError("already-not-to-be-told", "This adult is already not to be told about this child.");
    public static readonly Error LocationHidden = new ForbiddenError("location-hidden", "Only a social worker hides an address or changes a hidden one.");
    public static readonly Error AlreadySealed = new ConflictError("already-sealed", "The child is sealed already.");
    public static readonly Error ReadersMissing = new InvalidError("named-readers-missing", "Name 1 to 50 people who may still know the child.", "namedReaderIds");
    public static readonly Error SecondPersonNeeded = new ConflictError("second-person-needed", "Somebody else must approve this.");
    public static readonly Error UnsealingDecided = new ConflictError("unsealing-decided", "This was approved already.");
    public static readonly Error NumberTaken = new ConflictError("number-taken", "Another record holds the child's number now: settle that first.");
    public static readonly Error RelationUnknown = new InvalidError("relation-unknown", "The relation must be own-child, relative, neighbour or colleagues-child.", "relation");
}
