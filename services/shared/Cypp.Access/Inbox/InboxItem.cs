namespace Cypp.Access.Inbox;

/// <summary>A notice addressed to an agency and one role in it; a caller in another role of the same agency does not see it.</summary>
public sealed class InboxItem
{
    public required Guid Id { get; init; }
    public required Guid AgencyId { get; init; }
    public required string Role { get; init; }

    /// <summary>Null: anyone of the agency in that role.</summary>
    public Guid? PractitionerId { get; init; }

    /// <summary>Kebab-case code of what it tells.</summary>
    public required string Kind { get; init; }
    public Guid? ChildId { get; init; }

    /// <summary>What it is about, where the entitled reader opens it.</summary>
    public required Guid SubjectId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Of what told it: whoever acknowledges it days later points there.</summary>
    public string? TraceParent { get; init; }
    public Guid? AcknowledgedBy { get; private set; }
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    public bool IsAcknowledged => AcknowledgedAt is not null;

    /// <summary>Acknowledging twice keeps the first name and time.</summary>
    public void Acknowledge(Guid practitionerId, DateTimeOffset now)
    {
        if (!IsAcknowledged)
        {
            AcknowledgedBy = practitionerId;
            AcknowledgedAt = now;
        }
    }
}
