using System.Text.Json;
using Cypp.Audit;

namespace Cypp.Access.Audit.Commands;

/// <summary><c>audit prove</c>: inclusion of a row, or consistency of two sizes, as JSON.</summary>
internal static class ProveAudit
{
    private const int NotThere = 2;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <returns>0, or 2 when there is no such row or size.</returns>
    public static async Task<int> RunAsync(IAuditReader reader, Guid? row, long? from, long? size, CancellationToken cancellationToken)
    {
        var leaves = (await reader.HashesAsync(cancellationToken)).ConvertAll(AuditHash.OfLeaf);
        var length = (int)Math.Min(size ?? leaves.Count, leaves.Count);
        var tree = new MerkleTree(new MerkleFrontier(), leaves.GetRange(0, length));
        var place = row is { } id ? await reader.PlaceOfAsync(id, cancellationToken) : null;
        if (size > leaves.Count || (place is null && from is null) || place > length || from > length || from < 0)
        {
            await Console.Error.WriteLineAsync("Name a sealed row, or a smaller size, within the tree.");
            return NotThere;
        }

        Console.WriteLine(place is { } at
            ? JsonSerializer.Serialize(
                new { service = reader.Service, place = at, leaf = Hex(leaves[(int)at - 1]), size = length, root = Root(leaves, length), proof = tree.ProveInclusion(at - 1).Select(Hex) }, Json)
            : JsonSerializer.Serialize(
                new { service = reader.Service, from, fromRoot = Root(leaves, (int)from!), size = length, root = Root(leaves, length), proof = tree.ProveConsistency(from.Value).Select(Hex) }, Json));
        return 0;
    }

    private static string Root(List<byte[]> leaves, int size)
    {
        var frontier = new MerkleFrontier();
        leaves.GetRange(0, size).ForEach(frontier.Append);
        return Hex(frontier.Root());
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
