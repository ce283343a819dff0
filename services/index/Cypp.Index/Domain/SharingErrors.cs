using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

/// <summary>Why something about a sharing agreement is refused.</summary>
internal static class SharingErrors
{
    public static readonly Error OrganisationTwice = new InvalidError("organisation-twice", "Each organisation stands once in a directory.", "organisations");
    public static readonly Error EffectUnknown = new InvalidError("effect-unknown", "The effect of a rule is allow or deny.", "effect");
    public static readonly Error ModeUnknown = new InvalidError("mode-unknown", "A mode is EXISTENCE or CONTENT.", "modes");
    public static readonly Error CodeMalformed = new InvalidError("code-malformed", "Organisation types and purposes are capitals and underscores, record types lower case with dots, none over 100 characters.", "rules");
    public static readonly Error ValidityInverted = new InvalidError("validity-inverted", "A rule ends after it begins.", "validUntil");
    public static readonly Error Decided = new ConflictError("agreement-decided", "This was approved already.");
    public static readonly Error Older = new ConflictError("agreement-older", "An agreement of the same or a later version is in force.");
}
