namespace Cypp.Index.Domain;

/// <summary>That a service is involved with a child, and since when; nothing of why. Services that disclose by existing write none.</summary>
internal sealed class Involvement
{
    public required Guid Id { get; init; }
    public required Guid ChildId { get; init; }

    /// <summary>learning, early-help or safeguarding.</summary>
    public required string Service { get; init; }
    public required Guid AgencyId { get; init; }

    /// <summary>school, early-help-case, social-work, child-protection-plan or child-in-need-plan.</summary>
    public required string Kind { get; init; }
    public required Guid SourceId { get; init; }
    public required DateOnly Since { get; init; }
    public DateOnly? Until { get; set; }
}
