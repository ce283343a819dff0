using System.Text;
using Cypp.Access.Audit.Witness;
using Cypp.Audit;
using Cypp.Contracts.Platform;
using Cypp.Health.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Health.Tests.Audit;

/// <summary>AU-3: a service is a witness of the others' audit.</summary>
public sealed class WitnessTests
{
    [Theory, Engines]
    public async Task RootThatContinuesTheLast_IsSignedAndWrittenToTheFile(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var key = Guid.CreateVersion7();
        await service.DeliverAsync(Told("index", 3), key);
        await service.DeliverAsync(Told("index", 7, from: 3), key);
        await WriteAsync(service);
        await service.DeliverAsync(Told("index", 8, from: 7), key);
        await WriteAsync(service);
        var files = WitnessFiles.Read(Path.Combine(service.AuditDirectory, "audit-witness"), Path.Combine(service.AuditDirectory, "audit-keys"), "index");
        Assert.Equal([("health", 3L), ("health", 7L), ("health", 8L)], files.Proven.Select(one => (one.Witness, one.Size)));
        Assert.Equal(0, files.Unproven);
    }

    [Theory, Engines]
    public async Task RootThatForksFromTheLast_IsKeptUnsigned(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var key = Guid.CreateVersion7();
        await service.DeliverAsync(Told("index", 3), key);
        await service.DeliverAsync(Told("index", 7, from: 3, history: "other"), key);
        await service.DeliverAsync(Told("index", 2, from: 0), key);
        await service.DeliverAsync(Told("index", 7, from: 3), key);
        Assert.Equal([(2L, false), (3L, true), (7L, false), (7L, true)], (await SeenAsync(service)).Order());
    }

    [Theory, Engines]
    public async Task OwnRoot_IsNotWitnessed(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        await service.DeliverAsync(Told("health", 3), Guid.CreateVersion7());
        Assert.Empty(await SeenAsync(service));
    }

    /// <summary>A process that dies amid a line leaves it torn: the next start writes the statement again, on a line of its own.</summary>
    [Theory, Engines]
    public async Task TornLine_IsWrittenAgainWhole(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        var key = Guid.CreateVersion7();
        await service.DeliverAsync(Told("index", 3), key);
        var path = Path.Combine(service.AuditDirectory, "audit-witness", "health", "index.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "{\"witness\":\"heal");
        await WriteAsync(service);
        var files = WitnessFiles.Read(Path.Combine(service.AuditDirectory, "audit-witness"), Path.Combine(service.AuditDirectory, "audit-keys"), "index");
        Assert.Equal((3L, 1), (Assert.Single(files.Proven).Size, files.Unproven));
    }

    [Theory, Engines]
    public async Task ForgedStatement_ProvesNothing(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<HealthModule>(engine);
        await service.DeliverAsync(Told("index", 3), Guid.CreateVersion7());
        await WriteAsync(service);
        var keys = Path.Combine(service.AuditDirectory, "audit-keys");
        var genuine = Assert.Single(WitnessFiles.Read(Path.Combine(service.AuditDirectory, "audit-witness"), keys, "index").Proven);
        string[] forged = [(genuine with { Size = 4 }).ToLine(), (genuine with { Witness = "index" }).ToLine(), (genuine with { Signature = "00" }).ToLine()];
        Assert.Equal((0, 3), (WitnessFiles.Prove(forged, keys, "index").Proven.Count, WitnessFiles.Prove(forged, keys, "index").Unproven));
    }

    internal static AuditRootSealed Told(string service, int size, int from = 0, string history = "rows")
    {
        List<byte[]> leaves = [.. Enumerable.Range(0, size).Select(at => AuditHash.OfLeaf(Encoding.UTF8.GetBytes($"{history} {at}")))];
        var frontier = new MerkleFrontier();
        leaves.ForEach(frontier.Append);
        var proof = new MerkleTree(new MerkleFrontier(), leaves).ProveConsistency(from);
        return new(
            service, size, Convert.ToHexStringLower(frontier.Root()), Convert.ToHexStringLower(leaves[^1]), ServiceUnderTest.Monday,
            from, [.. proof.Select(Convert.ToHexStringLower)]);
    }

    private static Task<int> WriteAsync(ServiceUnderTest service) =>
        service.Services.GetRequiredService<WitnessWriter<HealthDb>>().RunOnceAsync(CancellationToken.None);

    private static Task<List<(long, bool)>> SeenAsync(ServiceUnderTest service) => service.InDatabaseAsync<HealthDb, List<(long, bool)>>(async db =>
        [.. (await db.Set<WitnessedRoot>().Select(root => new { root.Size, IsSigned = root.Statement != null }).ToListAsync()).Select(root => (root.Size, root.IsSigned))]);
}
