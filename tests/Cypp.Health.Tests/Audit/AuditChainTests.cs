using Cypp.Access.Audit;
using Cypp.Access.Audit.Chain;
using Cypp.Audit;
using Cypp.Contracts.Platform;
using Cypp.Health.Data;
using Cypp.ServiceKit.Hosting;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Health.Tests.Audit;

/// <summary>AU-3: the chain, its roots, and what the database refuses.</summary>
public sealed class AuditChainTests
{
    [Theory, Engines]
    public async Task Seal_CommittedRows_GivesEachOnePlaceOnce(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 3);
        await world.LookUpAsync(2);
        Assert.Equal(2, await world.SealAsync());
        Assert.Equal(0, await world.SealAsync());
        Assert.Equal([1, 2, 3, 4, 5], await SequencesAsync(world));
    }

    /// <summary>On PostgreSQL only: SQLite has one writer, so the sealer's turn comes after the commit.</summary>
    [Fact]
    public async Task Seal_RowOfAnOpenTransaction_NeitherWaitsForItNorLosesIt()
    {
        await using var world = await AuditWorld.StartAsync(Engine.PostgreSql, rows: 1);
        var early = TamperingTests.Copy((await world.RowsAsync())[0], world.Service.Time.GetUtcNow());
        await world.Service.InDatabaseAsync<HealthDb, bool>(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(early);
            await db.SaveChangesAsync();
            await world.LookUpAsync(1);
            Assert.Equal(1, await world.SealAsync());
            await transaction.CommitAsync();
            return true;
        });
        Assert.Equal(1, await world.SealAsync());
        Assert.Equal(early.Id, (await world.RowsAsync())[^1].Id);
        Assert.Empty((await world.VerifyAsync()).Findings);
    }

    [Theory, Engines]
    public async Task Seal_BySeveralReplicasAtOnce_MakesOneChain(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 1);
        await world.LookUpAsync(40);
        var replicas = Enumerable.Range(0, 4).Select(_ => ActivatorUtilities.CreateInstance<AuditSealer<HealthDb>>(world.Service.Services)).ToList();
        var sealedRows = await Task.WhenAll(replicas.Select(replica => Task.Run(() => replica.RunOnceAsync(CancellationToken.None))));
        Assert.Equal(40, sealedRows.Sum());
        Assert.Empty((await world.VerifyAsync()).Findings);
        Assert.Equal(41, (await SequencesAsync(world)).Count);
    }

    [Theory, Engines]
    public async Task Root_OfAGrownChain_ContinuesTheOneBefore(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 3);
        var roots = world.Service.Services.GetRequiredService<AuditRoots<HealthDb>>();
        await roots.RunOnceAsync(CancellationToken.None);
        await world.LookUpAsync(4);
        await world.SealAsync();
        await roots.RunOnceAsync(CancellationToken.None);
        var told = await world.Service.PublishedAsync<HealthDb, AuditRootSealed>();
        Assert.Equal([(0L, 3L), (3L, 7L)], told.Select(root => (root.PreviousSize, root.Size)));
        Assert.True(MerkleProof.IsConsistent(
            3, Convert.FromHexString(told[0].Root), 7, Convert.FromHexString(told[1].Root), [.. told[1].ConsistencyProof.Select(Convert.FromHexString)]));
    }

    [Theory, Engines]
    public async Task Database_RefusesToChangeOrRemoveWhatAuditWrote(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 1);
        await world.Service.DeliverAsync(WitnessTests.Told("index", 1), Guid.CreateVersion7());
        foreach (var table in AppendOnly.Tables.Keys)
        {
            var column = table switch { "audit" => "Role", "audit_chain" => "Hash", _ => "Root" };
            string[] refused = [$"UPDATE {table} SET \"{column}\" = \"{column}\"", $"DELETE FROM {table}",
                engine == Engine.PostgreSql ? $"TRUNCATE {table}" : $"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"];
            foreach (var statement in refused)
            {
                var failure = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
                    world.Service.InDatabaseAsync<HealthDb, int>(db => db.Database.ExecuteSqlRawAsync(statement)));
                Assert.Contains("append-only", failure.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory, Engines]
    public async Task Command_TellsByItsExitCode(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 3);
        var command = world.Service.Services.GetRequiredService<IHostCommand>();
        string[] verify = ["audit", "verify", "--keys", world.KeyFolder, "--witnesses"];
        Assert.Equal(0, await command.RunAsync([.. verify, world.WitnessFolder]));
        Assert.Equal(4, await command.RunAsync([.. verify, world.KeyFolder]));
        Assert.Equal(0, await command.RunAsync(["audit", "prove", "--row", (await world.RowsAsync())[1].Id.ToString()]));
        Assert.Equal(0, await command.RunAsync(["audit", "prove", "--from", "2"]));
        Assert.Equal(2, await command.RunAsync(["audit", "prove", "--from", "4"]));
        await world.TamperAsync("DELETE FROM audit");
        Assert.Equal(1, await command.RunAsync([.. verify, world.WitnessFolder]));
        await world.Service.InDatabaseAsync<HealthDb, int>(db => db.Database.ExecuteSqlRawAsync("DROP TABLE audit_chain"));
        Assert.Equal(2, await command.RunAsync([.. verify, world.WitnessFolder]));
    }

    private static Task<List<long>> SequencesAsync(AuditWorld world) => world.Service.InDatabaseAsync<HealthDb, List<long>>(db =>
        db.Set<AuditLink>().OrderBy(link => link.Sequence).Select(link => link.Sequence).ToListAsync());
}
