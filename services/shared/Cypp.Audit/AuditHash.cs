using System.Security.Cryptography;
using System.Text;

namespace Cypp.Audit;

/// <summary>The hashes of AU-3: of a chain of rows, and of the Merkle tree over that chain (RFC 6962 section 2.1).</summary>
public static class AuditHash
{
    public const int Length = SHA256.HashSizeInBytes;

    private const byte Leaf = 0;
    private const byte Node = 1;

    /// <summary>What the first row of a service's chain follows: no chain can be passed off as another service's.</summary>
    public static byte[] Genesis(string service) => SHA256.HashData(Encoding.UTF8.GetBytes(service));

    /// <summary><c>SHA256(0x00 || canonical row || previous hash)</c>.</summary>
    public static byte[] OfRow(byte[] canonicalRow, byte[] previous) => Of(Leaf, canonicalRow, previous);

    /// <summary>A leaf of the tree is a hash of the chain: it stands for the row and for all before it.</summary>
    public static byte[] OfLeaf(byte[] chainHash) => Of(Leaf, chainHash, []);

    public static byte[] OfNode(byte[] left, byte[] right) => Of(Node, left, right);

    /// <summary>Root of a tree without leaves.</summary>
    public static byte[] OfNothing() => SHA256.HashData([]);

    private static byte[] Of(byte prefix, byte[] first, byte[] second)
    {
        var size = 1 + first.Length + second.Length;
        var bytes = size <= 1024 ? stackalloc byte[size] : new byte[size];
        bytes[0] = prefix;
        first.CopyTo(bytes[1..]);
        second.CopyTo(bytes[(1 + first.Length)..]);
        return SHA256.HashData(bytes);
    }
}
