using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cypp.Index.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Features;

/// <summary>
/// Agreements on the wire: the Department for Education's directory of organisations. How another custodian is called
/// (<c>connection</c>, with its secret) is accepted and not kept.
/// </summary>
internal static partial class OrgDirectory
{
    private const int MaximumOrganisations = 500;
    private const int MaximumRules = 100;
    private const int MaximumCodes = 50;
    private const int CodeLength = 100;

    public sealed record Directory([property: Required, MinLength(1), MaxLength(MaximumOrganisations)] IReadOnlyList<Organisation> Organisations)
    {
        public Error? IsInvalid() => Organisations.DistinctBy(one => one.OrgId).Count() != Organisations.Count
            ? SharingErrors.OrganisationTwice
            : Organisations.Select(one => one.IsInvalid()).FirstOrDefault(error => error is not null);
    }

    /// <param name="OrgId">The agency's id on this platform; another custodian's may be any code.</param>
    public sealed record Organisation(
        [property: Required, Length(1, CodeLength)] string OrgId, [property: Required, Length(1, 200)] string OrgName, [property: Required] string OrgType,
        [property: Required, MaxLength(MaximumCodes)] IReadOnlyList<RecordBody> Records, [property: Required] PolicyBody DsaPolicy)
    {
        public Error? IsInvalid() => !Capitals().IsMatch(OrgType) || Records.Any(record => !Dotted().IsMatch(record.RecordType))
            ? SharingErrors.CodeMalformed
            : DsaPolicy.Defaults.Concat(DsaPolicy.Exceptions).Select(rule => rule.IsInvalid()).FirstOrDefault(error => error is not null);
    }

    public sealed record RecordBody([property: Required] string RecordType, JsonElement? Connection = null);

    /// <param name="Version">When the policy was written; a later one takes its place.</param>
    public sealed record PolicyBody(
        DateTimeOffset Version, [property: Required, MaxLength(MaximumRules)] IReadOnlyList<RuleBody> Defaults,
        [property: Required, MaxLength(MaximumRules)] IReadOnlyList<RuleBody> Exceptions);

    /// <param name="Effect">allow or deny.</param>
    /// <param name="Modes">EXISTENCE: that there is a record; CONTENT: what it says.</param>
    /// <param name="DestOrgIds">With <paramref name="DestOrgTypes"/>: for whom; a rule that names nobody is for nobody.</param>
    /// <param name="ValidUntil">Exclusive.</param>
    public sealed record RuleBody(
        [property: Required] string Effect, [property: Required, MaxLength(2)] IReadOnlyList<string> Modes,
        [property: Required, MaxLength(MaximumCodes)] IReadOnlyList<string> RecordTypes, [property: Required, MaxLength(MaximumCodes)] IReadOnlyList<string> Purposes,
        [property: MaxLength(MaximumCodes)] IReadOnlyList<string>? DestOrgTypes = null, [property: MaxLength(MaximumCodes)] IReadOnlyList<string>? DestOrgIds = null,
        DateTimeOffset? ValidFrom = null, DateTimeOffset? ValidUntil = null, [property: MaxLength(500)] string? Reason = null)
    {
        public Error? IsInvalid() =>
            Effect is not (SharingPolicy.AllowEffect or SharingPolicy.DenyEffect) ? SharingErrors.EffectUnknown
            : Modes.Any(mode => mode is not (Access.Sharing.SharingModes.Existence or Access.Sharing.SharingModes.Content)) ? SharingErrors.ModeUnknown
            : RecordTypes.Any(code => !Dotted().IsMatch(code)) || Purposes.Concat(DestOrgTypes ?? []).Any(code => !Capitals().IsMatch(code))
                || (DestOrgIds ?? []).Any(id => id.Length is 0 or > CodeLength) ? SharingErrors.CodeMalformed
            : ValidUntil <= ValidFrom ? SharingErrors.ValidityInverted : null;

        public PolicyRule ToPolicy() => new(Effect, Modes, RecordTypes, Purposes, DestOrgTypes, DestOrgIds, ValidFrom?.ToUniversalTime(), ValidUntil?.ToUniversalTime(), Reason);

        public static RuleBody Of(PolicyRule rule) =>
            new(rule.Effect, rule.Modes, rule.RecordTypes, rule.Purposes, rule.DestOrgTypes, rule.DestOrgIds, rule.ValidFrom, rule.ValidUntil, rule.Reason);
    }

    public static Organisation Of(SharingAgreement agreement) => new(
        agreement.OrgId, agreement.OrgName, agreement.OrgType, [.. agreement.RecordTypes.Select(type => new RecordBody(type))],
        new(agreement.Policy.Version, [.. agreement.Policy.Defaults.Select(RuleBody.Of)], [.. agreement.Policy.Exceptions.Select(RuleBody.Of)]));

    [GeneratedRegex("^[A-Z][A-Z_]{0,99}$", RegexOptions.NonBacktracking)]
    private static partial Regex Capitals();

    [GeneratedRegex(@"^[a-z][a-z.-]{0,99}$", RegexOptions.NonBacktracking)]
    private static partial Regex Dotted();
}
