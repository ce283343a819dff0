using System.Text;
using Cypp.Audit;
using CsCheck;

namespace Cypp.Shared.Tests.Audit;

/// <summary>AU-3: the tree of RFC 6962 and its proofs.</summary>
public sealed class MerkleTests
{
    // Leaves and roots of the reference test vectors of Certificate Transparency (RFC 6962's own implementation).
    private static readonly string[] Leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Theory]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_OfTheReferenceLeaves_IsTheReferenceRoot(int size, string root)
    {
        var frontier = new MerkleFrontier();
        foreach (var leaf in Leaves.Take(size))
        {
            frontier.Append(AuditHash.OfLeaf(Convert.FromHexString(leaf)));
        }

        Assert.Equal(root, Convert.ToHexStringLower(frontier.Root()));
    }

    [Fact]
    public void EveryLeaf_IsProvenAtItsPlaceAndNoOther() => Gen.Select(Gen.Int[1, 70], Gen.Int[0, 69], Gen.Int[0, 69]).Sample((size, place, other) =>
    {
        var (leaves, at) = (Made(size), place % size);
        var proof = new MerkleTree(new MerkleFrontier(), leaves).ProveInclusion(at);
        Assert.True(MerkleProof.IsIncluded(leaves[at], at, size, Root(leaves), proof));
        Assert.Equal(other % size == at, MerkleProof.IsIncluded(leaves[other % size], at, size, Root(leaves), proof));
        Assert.Equal(other % size == at, MerkleProof.IsIncluded(leaves[at], other % size, size, Root(leaves), proof));
    });

    /// <summary>The service that grows a tree proves it from the peaks alone; a witness checks it from two roots alone.</summary>
    [Fact]
    public void EveryGrowth_IsProvenFromThePeaksOfBeforeAndAForkIsNot() => Gen.Select(Gen.Int[1, 70], Gen.Int[0, 69], Gen.Int[0, 69]).Sample((to, before, changed) =>
    {
        var (leaves, from) = (Made(to), before % (to + 1));
        var start = new MerkleFrontier();
        leaves.Take(from).ToList().ForEach(start.Append);
        var proof = new MerkleTree(MerkleFrontier.From(from, start.ToBytes()), [.. leaves.Skip(from)]).ProveConsistency(from);
        Assert.Equal(proof, new MerkleTree(new MerkleFrontier(), leaves).ProveConsistency(from));
        Assert.True(MerkleProof.IsConsistent(from, start.Root(), to, Root(leaves), proof));

        var fork = leaves.ToList();
        fork[changed % to] = AuditHash.OfLeaf([9, 9]);
        var forked = new MerkleTree(new MerkleFrontier(), fork).ProveConsistency(from);
        Assert.Equal(changed % to >= from, MerkleProof.IsConsistent(from, start.Root(), to, Root(fork), forked));
    });

    [Fact]
    public void Proof_WithAHashTooManyOrTooFew_IsRefused()
    {
        var leaves = Made(13);
        var proof = new MerkleTree(new MerkleFrontier(), leaves).ProveInclusion(4);
        Assert.False(MerkleProof.IsIncluded(leaves[4], 4, 13, Root(leaves), [.. proof, leaves[0]]));
        Assert.False(MerkleProof.IsIncluded(leaves[4], 4, 13, Root(leaves), [.. proof.SkipLast(1)]));
        var growth = new MerkleTree(new MerkleFrontier(), leaves).ProveConsistency(6);
        Assert.False(MerkleProof.IsConsistent(6, Root(Made(6)), 13, Root(leaves), [.. growth, leaves[0]]));
        Assert.False(MerkleProof.IsConsistent(6, Root(Made(6)), 13, Root(leaves), [.. growth.SkipLast(1)]));
    }

    private static List<byte[]> Made(int size) => [.. Enumerable.Range(0, size).Select(at => AuditHash.OfLeaf(Encoding.UTF8.GetBytes($"row {at}")))];

    private static byte[] Root(List<byte[]> leaves)
    {
        var frontier = new MerkleFrontier();
        leaves.ForEach(frontier.Append);
        return frontier.Root();
    }
}
