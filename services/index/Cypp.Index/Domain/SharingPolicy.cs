using System.Globalization;
using Cypp.Contracts.Index;

namespace Cypp.Index.Domain;

/// <summary>
/// What an organisation shares: its <c>dsaPolicy</c> in the shape of the Department for Education's directory of
/// organisations (single unique identifier, ADR-0005).
/// </summary>
internal sealed record SharingPolicy(DateTimeOffset Version, IReadOnlyList<PolicyRule> Defaults, IReadOnlyList<PolicyRule> Exceptions)
{
    public const string AllowEffect = "allow";
    public const string DenyEffect = "deny";

    public IReadOnlyList<AgreedRule> Rules => [.. Exceptions.Select(rule => rule.ToAgreed(exception: true)), .. Defaults.Select(rule => rule.ToAgreed(exception: false))];

    /// <param name="name"><c>exceptions[0]</c> or <c>defaults[2]</c>.</param>
    public PolicyRule Named(string name)
    {
        var at = int.Parse(name.AsSpan(name.IndexOf('[') + 1).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture);
        return name.StartsWith("exceptions", StringComparison.Ordinal) ? Exceptions[at] : Defaults[at];
    }
}

/// <param name="Effect">allow or deny.</param>
/// <param name="Modes">EXISTENCE, CONTENT.</param>
/// <param name="DestOrgTypes">With <paramref name="DestOrgIds"/>: for whom; a rule that names nobody is for nobody.</param>
/// <param name="ValidUntil">Exclusive.</param>
internal sealed record PolicyRule(
    string Effect, IReadOnlyList<string> Modes, IReadOnlyList<string> RecordTypes, IReadOnlyList<string> Purposes,
    IReadOnlyList<string>? DestOrgTypes = null, IReadOnlyList<string>? DestOrgIds = null,
    DateTimeOffset? ValidFrom = null, DateTimeOffset? ValidUntil = null, string? Reason = null)
{
    public AgreedRule ToAgreed(bool exception) => new(
        exception, Effect == SharingPolicy.AllowEffect, Modes, RecordTypes,
        [.. DestOrgTypes ?? [], .. (DestOrgIds ?? []).Select(SharingAgreement.IdOf)], Purposes, ValidFrom, ValidUntil);
}
