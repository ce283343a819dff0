using System.Collections.Frozen;
using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

internal static class OverrideCodes
{
    public static readonly FrozenSet<string> Categories = new[] { "immediate-risk-of-harm", "medical-emergency", "missing-child", "police-protection" }.ToFrozenSet();

    public static readonly FrozenSet<string> Outcomes = new[] { "justified", "not-justified" }.ToFrozenSet();
}

/// <summary>Why something about an access override is refused.</summary>
internal static class OverrideErrors
{
    public static readonly Error CategoryUnknown = new InvalidError("category-unknown", "The category is immediate-risk-of-harm, medical-emergency, missing-child or police-protection.", "category");
    public static readonly Error OutcomeUnknown = new InvalidError("outcome-unknown", "The outcome is justified or not-justified.", "outcome");

    public static readonly Error NotGranted = new ForbiddenError("override-not-granted", "Your agency's administrators have not granted you to override access.");

    /// <summary>RFC 9470 asks the client to have the person sign in anew.</summary>
    public static readonly Error SignInNotFresh = new ForbiddenError("sign-in-not-fresh", "Sign in with two factors, not more than 15 minutes ago.");
    public static readonly Error TooMany = new ConflictError("override-limit-reached", "You have used five overrides in 24 hours.");
    public static readonly Error Reviewed = new ConflictError("override-reviewed", "This was reviewed already.");
}
