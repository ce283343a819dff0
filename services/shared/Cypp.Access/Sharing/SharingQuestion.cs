using Cypp.Messaging;

namespace Cypp.Access.Sharing;

/// <summary>May one organisation have another's records?</summary>
/// <param name="AgencyId">Of the destination, as text; null where only its type is asked about.</param>
/// <param name="OrgType">Of the destination, see <see cref="OrgTypes"/>.</param>
/// <param name="RecordType">See <see cref="RecordTypes"/>.</param>
/// <param name="Mode">See <see cref="SharingModes"/>.</param>
/// <param name="Purpose">In capitals and underscores, as agreements write it.</param>
public sealed record SharingQuestion(string? AgencyId, string OrgType, string RecordType, string Mode, string Purpose, DateTimeOffset At)
{
    /// <summary>What a request asks when it reads another agency's records; without a stated use, no rule fits.</summary>
    public static SharingQuestion Of(CurrentPractitioner reader, DataUse? use, DateTimeOffset now, string mode = SharingModes.Content) => new(
        reader.AgencyId.ToString(), OrgTypes.Of(reader.AgencyType), use?.RecordType ?? "", mode, PurposeOf(use?.Purpose ?? ""), now);

    /// <summary>A purpose of ours as agreements write it: <c>early-help</c> is EARLY_HELP.</summary>
    public static string PurposeOf(string purpose) => purpose.ToUpperInvariant().Replace('-', '_');
}

/// <summary>Whether it is told that there is a record, or what it says.</summary>
public static class SharingModes
{
    public const string Existence = "EXISTENCE";
    public const string Content = "CONTENT";
}

/// <summary>Kinds of record that agreements name: those of the Department for Education's directory, and early help's own.</summary>
public static class RecordTypes
{
    public const string Person = "personal.details";
    public const string EarlyHelp = "early-help.details";
    public const string ChildrensServices = "childrens-services.details";
    public const string Education = "education.details";
    public const string Health = "health.details";

    /// <summary>What a service, or an operation named <c>Service_Verb</c>, deals with.</summary>
    public static string Of(string service) => service.Split('_')[0].Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "EARLYHELP" => EarlyHelp,
        "SAFEGUARDING" => ChildrensServices,
        "LEARNING" => Education,
        "HEALTH" => Health,
        _ => Person,
    };
}

/// <summary>Types of organisation as agreements write them.</summary>
public static class OrgTypes
{
    public const string LocalAuthority = "LOCAL_AUTHORITY";

    public static string Of(string agencyType) => agencyType switch
    {
        "school" or "college" => "EDUCATION",
        "health" => "HEALTH",
        "police" => "POLICE",
        "housing" => "HOUSING",
        "third-sector" => "VOLUNTARY",
        "social-care" or "early-help" or "education-authority" or "children-centre" or "youth-service" or "youth-offending" or "public-health" => LocalAuthority,
        _ => "OTHER",
    };
}
