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

    public static readonly Error SignInNotFresh = new SignInError("sign-in-not-fresh", "Sign in with two factors, not more than 15 minutes ago.");

    /// <summary>What the client then asks of whoever signs the person in (RFC 9470 section 3).</summary>
    public static readonly string SignInChallenge =
        $"Bearer error=\"insufficient_user_authentication\", acr_values=\"{AccessOverride.TwoFactors}\", max_age=\"{AccessOverride.FreshSignIn.TotalSeconds:F0}\"";

    public static readonly Error TooMany = new ConflictError("override-limit-reached", "You have used five overrides in 24 hours.");
    public static readonly Error Reviewed = new ConflictError("override-reviewed", "This was reviewed already.");
}
