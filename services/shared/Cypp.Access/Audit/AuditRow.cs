namespace Cypp.Access.Audit;

/// <summary>
/// Who did or saw what, why, and what was decided (AU-1). It commits with the change, or before the answer of a read
/// leaves (AU-2). Ids and codes only.
/// </summary>
public sealed class AuditRow
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid PractitionerId { get; init; }
    public required string Role { get; init; }
    public required Guid AgencyId { get; init; }
    public required string ClientId { get; init; }

    /// <summary>Operation id of the policy.</summary>
    public required string Action { get; init; }
    public required string Purpose { get; init; }
    public required Guid? ChildId { get; init; }
    public required string ResourceType { get; init; }
    public required Guid? ResourceId { get; init; }

    /// <summary>permit, deny or parked.</summary>
    public required string Decision { get; init; }

    /// <summary>Code: the sections shown, the ground of the decision, or nothing.</summary>
    public string? Detail { get; init; }
    public string? TraceId { get; init; }
}
