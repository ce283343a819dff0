namespace Cypp.Audit;

/// <summary>
/// All that a growing Merkle tree must remember: the roots of its whole subtrees, largest first. A leaf is added, and
/// the root known, without the leaves before it.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly List<byte[]> _peaks;

    public MerkleFrontier()
        : this(0, [])
    {
    }

    private MerkleFrontier(long size, List<byte[]> peaks)
    {
        (Size, _peaks) = (size, peaks);
    }

    public long Size { get; private set; }

    public IReadOnlyList<byte[]> Peaks => _peaks;

    /// <param name="leaf">Leaf hash.</param>
    public void Append(byte[] leaf)
    {
        for (var whole = Size; (whole & 1) == 1; whole >>= 1)
        {
            leaf = AuditHash.OfNode(_peaks[^1], leaf);
            _peaks.RemoveAt(_peaks.Count - 1);
        }

        _peaks.Add(leaf);
        Size++;
    }

    public byte[] Root() => Fold(_peaks);

    public byte[] ToBytes() => [.. _peaks.SelectMany(peak => peak)];

    /// <exception cref="ArgumentException">The bytes are not the peaks of a tree of that size.</exception>
    public static MerkleFrontier From(long size, byte[] peaks) =>
        peaks.Length == AuditHash.Length * long.PopCount(size)
            ? new(size, [.. peaks.Chunk(AuditHash.Length)])
            : throw new ArgumentException("A tree has one peak for each bit that is set in its size.", nameof(peaks));

    internal static byte[] Fold(IReadOnlyList<byte[]> peaks) =>
        peaks.Count == 0 ? AuditHash.OfNothing() : peaks.Reverse().Aggregate((right, left) => AuditHash.OfNode(left, right));
}
