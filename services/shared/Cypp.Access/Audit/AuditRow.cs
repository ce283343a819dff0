using System.Globalization;
using Cypp.Audit;
using Cypp.ServiceKit.Errors;

namespace Cypp.Access.Audit;

/// <summary>
/// Who did or saw what, why, and what was decided (AU-1). It commits with the change, or before the answer of a read
/// leaves (AU-2). Ids and codes only.
/// </summary>
public sealed class AuditRow : IRequiredRecord
{
    public const string Permit = "permit";
    public const string Deny = "deny";
    public const string Parked = "parked";
    public const string Done = "done";
    public const string Refused = "refused";

    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid PractitionerId { get; init; }
    public required string Role { get; init; }
    public required Guid AgencyId { get; init; }
    public required string ClientId { get; init; }

    /// <summary>How surely the person was recognised (RFC 9068), when the token says it.</summary>
    public string? Acr { get; init; }

    /// <summary>Operation id of the policy.</summary>
    public required string Action { get; init; }
    public required string Purpose { get; init; }

    /// <summary>See <c>LawfulBases</c>: the one that goes with the purpose or, of a message, the one that it states.</summary>
    public required string LawfulBasis { get; init; }
    public required Guid? ChildId { get; init; }

    /// <summary>
    /// By which relationship the caller might know the child: an override where one was in force and only looking was
    /// asked, else the person's own, else the agency's. Null: none yet, of an operation that needs none.
    /// </summary>
    public string? RelationshipKind { get; internal set; }

    /// <summary>The case, plan, enrolment or override that the relationship comes from.</summary>
    public Guid? RelationshipSourceId { get; internal set; }
    public required string ResourceType { get; init; }
    public required Guid? ResourceId { get; init; }

    /// <summary>permit, deny or parked.</summary>
    public required string Decision { get; init; }

    /// <summary>Which wording of the policy decided.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>done or refused.</summary>
    public required string Outcome { get; init; }

    /// <summary>Code of the parts shown, where not all are.</summary>
    public string? Sections { get; init; }

    /// <summary>Code that the person gave for it.</summary>
    public string? Reason { get; init; }

    /// <summary>Any other code of the operation, or nothing.</summary>
    public string? Detail { get; init; }
    public string? TraceId { get; init; }

    /// <summary>What is sealed: every field that has a value, as RFC 8785 JSON of strings (AU-3).</summary>
    public byte[] ToCanonical() => CanonicalJson.Of(
    [
        new("id", Id.ToString()), new("at", At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        new("practitionerId", PractitionerId.ToString()), new("role", Role), new("agencyId", AgencyId.ToString()), new("clientId", ClientId),
        new("acr", Acr), new("action", Action), new("purpose", Purpose), new("lawfulBasis", LawfulBasis), new("childId", ChildId?.ToString()),
        new("resourceType", ResourceType), new("resourceId", ResourceId?.ToString()), new("decision", Decision), new("policyVersion", PolicyVersion),
        new("outcome", Outcome), new("sections", Sections), new("reason", Reason), new("detail", Detail), new("traceId", TraceId),
        new("relationshipKind", RelationshipKind), new("relationshipSourceId", RelationshipSourceId?.ToString()),
    ]);
}
