namespace Cypp.Access.Audit.Chain;

/// <summary>A row's place in the service's audit chain (AU-3), beside the rows so that who writes them never waits.</summary>
public sealed class AuditLink
{
    /// <summary>1, 2, 3 without a gap.</summary>
    public required long Sequence { get; init; }
    public required Guid RowId { get; init; }

    /// <summary><c>SHA256(0x00 || canonical row || hash before)</c>.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>A root that was told to the witnesses, and what the next needs to follow from it.</summary>
public sealed class AuditRoot
{
    public required long Size { get; init; }
    public required byte[] Root { get; init; }
    public required byte[] Head { get; init; }

    /// <summary>Roots of the whole subtrees, largest first.</summary>
    public required byte[] Peaks { get; init; }
    public required DateTimeOffset SealedAt { get; init; }
}
