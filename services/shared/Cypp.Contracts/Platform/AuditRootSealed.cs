namespace Cypp.Contracts.Platform;

/// <summary>
/// A service's audit chain grew: its Merkle root now, with the proof that the root told before is its beginning (RFC
/// 6962 section 2.1.2; AU-3). Every other service checks the proof, signs the root and keeps it. Hashes only.
/// </summary>
/// <param name="Size">Rows in the chain.</param>
/// <param name="Root">Merkle root over them, hexadecimal.</param>
/// <param name="Head">Hash of the last row, hexadecimal.</param>
/// <param name="PreviousSize">Size of the root told before; 0 for the first.</param>
/// <param name="ConsistencyProof">Hexadecimal hashes.</param>
[Message("platform.audit-root-sealed", "platform/audit", Purpose = Purposes.Audit)]
public sealed record AuditRootSealed(
    string Service, long Size, string Root, string Head, DateTimeOffset SealedAt, long PreviousSize, IReadOnlyList<string> ConsistencyProof);
