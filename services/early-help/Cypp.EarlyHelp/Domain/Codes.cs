using System.Collections.Frozen;

namespace Cypp.EarlyHelp.Domain;

/// <summary>Code lists that a request may use.</summary>
internal static class Codes
{
    /// <summary>Adults' factors of the CIN census (B parent or carer, C other adult): alcohol, drugs, domestic abuse, mental health, disability.</summary>
    public static readonly FrozenSet<string> AdultFactors =
        new[] { "1B", "1C", "2B", "2C", "3B", "3C", "4B", "4C", "5B", "5C", "6B", "6C" }.ToFrozenSet();

    /// <summary>CIN primary need codes that a concern can have.</summary>
    public static readonly FrozenSet<string> Concerns = new[] { "N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8" }.ToFrozenSet();

    public static readonly FrozenSet<string> Urgencies = new[] { "immediate", "same-day", "one-working-day" }.ToFrozenSet();

    /// <summary>Agreed with the family, or shared against or without its agreement because a child is at risk of harm (plan p9, p11).</summary>
    public static readonly FrozenSet<string> DisclosureBases = new[] { "agreed", "risk-of-harm" }.ToFrozenSet();

    public const string GoalsMet = "goals-met";

    public static readonly FrozenSet<string> ClosureReasons = new[] { GoalsMet, "family-withdrew", "moved-away", "other" }.ToFrozenSet();

    public static readonly FrozenSet<string> StepDownDeclines = new[] { "risk-remains", "family-declined", "no-capacity", "other" }.ToFrozenSet();
}
