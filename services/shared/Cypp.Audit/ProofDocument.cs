using System.Text.Json;

namespace Cypp.Audit;

/// <summary>Inclusion of a row, or consistency of two sizes, as JSON that anyone can check by hashes alone.</summary>
public static class ProofDocument
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <param name="hashes">The chain in order.</param>
    /// <param name="place">Place of a row, from 1: proves its inclusion.</param>
    /// <param name="from">A smaller size: proves that the tree continues it.</param>
    /// <param name="size">Size of the tree; the whole chain if null.</param>
    /// <returns>Null when there is no such place or size.</returns>
    public static string? Of(string service, List<byte[]> hashes, long? place, long? from, long? size)
    {
        var leaves = hashes.ConvertAll(AuditHash.OfLeaf);
        var length = (int)Math.Min(size ?? leaves.Count, leaves.Count);
        if (size > leaves.Count || (place is null && from is null) || place > length || from > length || from < 0)
        {
            return null;
        }

        var tree = new MerkleTree(new MerkleFrontier(), leaves.GetRange(0, length));
        return place is { } at
            ? JsonSerializer.Serialize(
                new { service, place = at, leaf = Hex(leaves[(int)at - 1]), size = length, root = Root(leaves, length), proof = tree.ProveInclusion(at - 1).Select(Hex) }, Json)
            : JsonSerializer.Serialize(
                new { service, from, fromRoot = Root(leaves, (int)from!), size = length, root = Root(leaves, length), proof = tree.ProveConsistency(from.Value).Select(Hex) }, Json);
    }

    private static string Root(List<byte[]> leaves, int size)
    {
        var frontier = new MerkleFrontier();
        leaves.GetRange(0, size).ForEach(frontier.Append);
        return Hex(frontier.Root());
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
