namespace Cypp.Audit;

/// <summary>Checks what a tree claims of itself, by hashes alone (RFC 9162 sections 2.1.3.2 and 2.1.4.2).</summary>
public static class MerkleProof
{
    /// <summary>True when a leaf stands at a place of the tree of that size and root.</summary>
    public static bool IsIncluded(byte[] leaf, long place, long size, byte[] root, IReadOnlyList<byte[]> proof)
    {
        if (place < 0 || place >= size)
        {
            return false;
        }

        var (at, last, hash) = (place, size - 1, leaf);
        foreach (var other in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                hash = AuditHash.OfNode(other, hash);
                while ((at & 1) == 0 && at != 0)
                {
                    (at, last) = (at >> 1, last >> 1);
                }
            }
            else
            {
                hash = AuditHash.OfNode(hash, other);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>True when the tree of the first size and root is the beginning of the other.</summary>
    public static bool IsConsistent(long from, byte[] fromRoot, long to, byte[] toRoot, IReadOnlyList<byte[]> proof)
    {
        if (from < 0 || from > to || from == 0 || from == to)
        {
            return proof.Count == 0 && from >= 0 && from <= to && (from != to || fromRoot.AsSpan().SequenceEqual(toRoot));
        }

        var path = long.IsPow2(from) ? [fromRoot, .. proof] : proof;
        if (path.Count == 0)
        {
            return false;
        }

        var (at, last) = (from - 1, to - 1);
        while ((at & 1) == 1)
        {
            (at, last) = (at >> 1, last >> 1);
        }

        var (old, now) = (path[0], path[0]);
        foreach (var other in path.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                (old, now) = (AuditHash.OfNode(other, old), AuditHash.OfNode(other, now));
                while ((at & 1) == 0 && at != 0)
                {
                    (at, last) = (at >> 1, last >> 1);
                }
            }
            else
            {
                now = AuditHash.OfNode(now, other);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && old.AsSpan().SequenceEqual(fromRoot) && now.AsSpan().SequenceEqual(toRoot);
    }
}
