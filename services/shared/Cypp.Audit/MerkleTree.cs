using System.Numerics;

namespace Cypp.Audit;

/// <summary>Makes the proofs of RFC 6962 section 2.1 over a tree of which the leaves from a place on are at hand.</summary>
/// <param name="start">The tree before those leaves.</param>
/// <param name="leaves">Leaf hashes that follow it.</param>
public sealed class MerkleTree(MerkleFrontier start, IReadOnlyList<byte[]> leaves)
{
    public long Size => start.Size + leaves.Count;

    /// <summary>That the tree of a smaller size is the beginning of this one.</summary>
    /// <param name="from">Size of the smaller tree; not less than the start's.</param>
    public IReadOnlyList<byte[]> ProveConsistency(long from)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, Size);
        var proof = new List<byte[]>();
        if (from > 0)
        {
            Consistency(from, 0, Size, whole: true, proof);
        }

        return proof;
    }

    /// <summary>That a leaf stands at a place (0, 1, 2 ...) of this tree.</summary>
    public IReadOnlyList<byte[]> ProveInclusion(long place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, Size);
        var proof = new List<byte[]>();
        Inclusion(place, 0, Size, proof);
        return proof;
    }

    private void Inclusion(long place, long low, long high, List<byte[]> proof)
    {
        if (high - low == 1)
        {
            return;
        }

        var middle = low + Split(high - low);
        var isLeft = place < middle;
        Inclusion(place, isLeft ? low : middle, isLeft ? middle : high, proof);
        proof.Add(isLeft ? Hash(middle, high) : Hash(low, middle));
    }

    private void Consistency(long from, long low, long high, bool whole, List<byte[]> proof)
    {
        if (from == high)
        {
            if (!whole)
            {
                proof.Add(Hash(low, high));
            }

            return;
        }

        var middle = low + Split(high - low);
        if (from <= middle)
        {
            Consistency(from, low, middle, whole, proof);
            proof.Add(Hash(middle, high));
        }
        else
        {
            Consistency(from, middle, high, whole: false, proof);
            proof.Add(Hash(low, middle));
        }
    }

    private byte[] Hash(long low, long high)
    {
        if (high <= start.Size)
        {
            return HashOfPeaks(low, high);
        }

        if (high - low == 1)
        {
            return leaves[(int)(low - start.Size)];
        }

        var middle = low + Split(high - low);
        return AuditHash.OfNode(Hash(low, middle), Hash(middle, high));
    }

    // What lies before the start is known by its peaks only: a proof never asks for less than whole ones.
    private byte[] HashOfPeaks(long low, long high)
    {
        var (place, inside) = (0L, new List<byte[]>());
        foreach (var peak in start.Peaks)
        {
            var next = place + Highest(start.Size - place);
            if (place >= low && next <= high)
            {
                inside.Add(peak);
            }

            place = next;
        }

        return inside.Count > 0 ? MerkleFrontier.Fold(inside) : throw new InvalidOperationException("The leaves of this range are not at hand.");
    }

    /// <summary>Largest power of two that is smaller.</summary>
    private static long Split(long size) => Highest(size - 1);

    private static long Highest(long size) => 1L << BitOperations.Log2((ulong)size);
}
