namespace Cypp.Access.Relationships;

/// <summary>Why an agency, or one of its people, may know a child now (security.md 2.2). It has dates and the events that began and end it.</summary>
public sealed class Relationship
{
    public required Guid Id { get; init; }
    public required Guid ChildId { get; init; }
    public required Guid AgencyId { get; init; }

    /// <summary>Whose records it opens, by that agency's sharing agreement; null: its own, or the index.</summary>
    public Guid? RecordsOfAgencyId { get; init; }

    /// <summary>Null: everyone of the agency in a role that the policy lets in.</summary>
    public Guid? PractitionerId { get; init; }

    /// <summary>See <see cref="RelationshipKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The case, plan, enrolment or referral that it comes from.</summary>
    public required Guid SourceId { get; init; }
    public required DateTimeOffset From { get; init; }
    public DateTimeOffset? To { get; private set; }

    public void End(DateTimeOffset at) => To ??= at;
}

public static class RelationshipKinds
{
    public const string SchoolRoll = "school-roll";
    public const string Caseload = "caseload";
    public const string DutyDesk = "duty-desk";
    public const string Referral = "referral";
    public const string TeamAroundTheFamily = "team-around-the-family";
    public const string StrategyDiscussion = "strategy-discussion";
    public const string CoreGroup = "core-group";
    public const string Conference = "conference";
    public const string ServiceEpisode = "service-episode";
    public const string Commission = "audit-commission";

    /// <summary>Break-glass (AZ-3): one person, one child, an hour, and only to look.</summary>
    public const string Override = "access-override";
}
