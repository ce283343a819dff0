using System.Collections.Frozen;
using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.FrontDoor;

/// <summary>What whoever made a contact hears back (plan page 9, right conversations): once, when it is decided.</summary>
internal enum Feedback
{
    /// <summary>A professional: accepted, or declined and why.</summary>
    Outcome,

    /// <summary>A member of the public: that it was considered, and nothing of the family.</summary>
    Minimal,

    /// <summary>Anonymous, or not known who.</summary>
    None,
}

/// <summary>Lists of codes of the front door.</summary>
internal static class Codes
{
    /// <summary>CIN census, referral source.</summary>
    private static readonly FrozenSet<string> ReferralSources = FrozenSet.ToFrozenSet(
    [
        "1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D", "6", "7", "8", "9", "10",
    ]);

    private static readonly FrozenSet<string> DeclineReasons = FrozenSet.ToFrozenSet(
        ["threshold-not-met", "already-known", "early-help-sufficient", "other"]);

    private static readonly FrozenSet<string> NotToBeToldReasons = FrozenSet.ToFrozenSet(["alleged-perpetrator", "court-order", "risk-of-harm"]);

    public static Error? ReferralSourceIsUnknown(string code) => Unknown(ReferralSources, code, "referralSource");

    public static Error? DeclineReasonIsUnknown(string code) => Unknown(DeclineReasons, code, "reasonCode");

    public static Error? NotToBeToldReasonIsUnknown(string code) => Unknown(NotToBeToldReasons, code, "adultsNotToBeTold");

    public static Feedback FeedbackTo(string referralSource) => referralSource switch
    {
        "1A" or "1B" or "1C" or "1D" => Feedback.Minimal,
        "9" or "10" => Feedback.None,
        _ => Feedback.Outcome,
    };

    private static InvalidError? Unknown(FrozenSet<string> list, string code, string field) =>
        list.Contains(code) ? null : new InvalidError("unknown-code", "The code is not on the list.", field);
}
