namespace Cypp.Index.Domain;

/// <summary>An adult who must not be told about a child: who said so, when and why, as a code.</summary>
/// <param name="ReasonCode">One of <see cref="Reasons"/>.</param>
internal sealed record NotToBeTold(Guid AdultId, string ReasonCode, Guid NamedByAgencyId, DateTimeOffset NamedAt)
{
    public static readonly IReadOnlyList<string> Reasons = ["alleged-perpetrator", "court-order", "risk-of-harm"];
}
