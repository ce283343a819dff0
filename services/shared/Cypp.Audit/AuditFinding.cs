namespace Cypp.Audit;

/// <summary>The six ways of tampering that verification names (AU-3).</summary>
public enum Tampering
{
    /// <summary>A row is not what was sealed.</summary>
    Changed,

    /// <summary>A sealed row, or its place in the chain, is gone.</summary>
    Deleted,

    /// <summary>A row stands where none was sealed, or was never sealed although others of its time were.</summary>
    Inserted,

    /// <summary>A row stands at another's place.</summary>
    Reordered,

    /// <summary>The chain is shorter than a witness saw it.</summary>
    Truncated,

    /// <summary>The chain is whole in itself but is not the one that a witness saw.</summary>
    Forked,
}

/// <param name="Place">Place in the chain, from 1; null for a row that has none.</param>
/// <param name="RowId">The audit row, where one is there.</param>
public sealed record AuditFinding(Tampering Kind, long? Place, Guid? RowId, string Text);

/// <summary>What a verification found.</summary>
/// <param name="Size">Places in the chain.</param>
/// <param name="Waiting">Rows that wait to be sealed.</param>
/// <param name="Witnessed">Rows up to which a proven statement covers the chain.</param>
/// <param name="Witnesses">Who signed that statement.</param>
/// <param name="Unproven">Lines that no known key signed.</param>
public sealed record AuditReport(
    long Size, int Waiting, long Witnessed, IReadOnlyList<string> Witnesses, int Unproven, IReadOnlyList<AuditFinding> Findings);

/// <summary>One place of a chain as the database holds it.</summary>
/// <param name="Row">Canonical form of the row; null when the row is gone.</param>
public sealed record ChainPlace(long Sequence, Guid RowId, byte[] Hash, byte[]? Row);
