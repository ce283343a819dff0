using System.Globalization;
using Cypp.Access.Audit;
using Cypp.Access.Audit.Chain;
using Cypp.Audit;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Health.Tests.Audit;

/// <summary>AU-3: each of the six kinds of tampering, done by who owns the database, is named with its place.</summary>
public sealed class TamperingTests
{
    [Theory, Engines]
    public async Task Untouched_NothingIsFound(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 6);
        await world.LookUpAsync(2);
        var report = await world.VerifyAsync();
        Assert.Equal((6, 2, 6), (report.Size, report.Waiting, report.Witnessed));
        Assert.Equal(["index"], report.Witnesses);
        Assert.Empty(report.Findings);
    }

    [Theory, Engines]
    public async Task ChangedRow_IsNamed(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 6);
        await world.TamperAsync($"UPDATE audit SET \"Role\" = 'health-visitor' WHERE \"Id\" = {RowAt(3)}");
        Assert.Equal([(Tampering.Changed, 3)], await FindingsAsync(world));
    }

    [Theory, Engines]
    public async Task ChangedHash_IsNamed(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 6);
        await world.TamperAsync("UPDATE audit_chain SET \"Hash\" = (SELECT \"Hash\" FROM audit_chain WHERE \"Sequence\" = 1) WHERE \"Sequence\" = 6");
        Assert.Contains((Tampering.Changed, 6), await FindingsAsync(world));
    }

    [Theory, Engines]
    public async Task DeletedRow_IsNamed(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 6);
        await world.TamperAsync($"DELETE FROM audit WHERE \"Id\" = {RowAt(4)}");
        Assert.Equal([(Tampering.Deleted, 4)], await FindingsAsync(world));
    }

    [Theory, Engines]
    public async Task DeletedRowWithItsPlace_IsNamed(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 6);
        await world.TamperAsync($"DELETE FROM audit WHERE \"Id\" = {RowAt(4)}", "DELETE FROM audit_chain WHERE \"Sequence\" = 4");
        Assert.Equal([(Tampering.Deleted, 4)], await FindingsAsync(world));
    }

    /// <summary>A row put in afterwards under an older time, as if it had always been there; the sealer leaves it out.</summary>
    [Theory, Engines]
    public async Task InsertedOldRow_IsNeverSealedAndIsNamed(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 6);
        var made = Copy((await world.RowsAsync())[2], world.Service.Time.GetUtcNow().AddDays(-1));
        await world.TamperAsync(db => AddAsync(db, made));
        Assert.Equal(0, await world.SealAsync());
        var finding = Assert.Single((await world.VerifyAsync()).Findings);
        Assert.Equal((Tampering.Inserted, (long?)null, (Guid?)made.Id), (finding.Kind, finding.Place, finding.RowId));
    }

    /// <summary>A row put into the chain too, with the hash that follows from the place before.</summary>
    [Theory, Engines]
    public async Task InsertedRowWithAPlace_IsNamed(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 6);
        var made = Copy((await world.RowsAsync())[2], world.Service.Time.GetUtcNow());
        await world.TamperAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE audit_chain SET \"Sequence\" = \"Sequence\" + 1000 WHERE \"Sequence\" >= 4");
            await db.Database.ExecuteSqlRawAsync("UPDATE audit_chain SET \"Sequence\" = \"Sequence\" - 999 WHERE \"Sequence\" >= 1000");
            var before = await db.Set<AuditLink>().SingleAsync(link => link.Sequence == 3);
            db.Add(new AuditLink { Sequence = 4, RowId = made.Id, Hash = AuditHash.OfRow(made.ToCanonical(), before.Hash) });
            await AddAsync(db, made);
        });
        Assert.Equal([(Tampering.Inserted, 4)], await FindingsAsync(world));
    }

    [Theory, Engines]
    public async Task ReorderedRows_AreNamed(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 6);
        var (third, fifth) = (Value(engine, (await world.RowsAsync())[2].Id), Value(engine, (await world.RowsAsync())[4].Id));
        await world.TamperAsync(
            $"UPDATE audit_chain SET \"RowId\" = {Value(engine, Guid.Empty)} WHERE \"Sequence\" = 3",
            $"UPDATE audit_chain SET \"RowId\" = {third} WHERE \"Sequence\" = 5",
            $"UPDATE audit_chain SET \"RowId\" = {fifth} WHERE \"Sequence\" = 3");
        Assert.Equal([(Tampering.Reordered, 3), (Tampering.Reordered, 5)], await FindingsAsync(world));
    }

    [Theory, Engines]
    public async Task ReorderedPlaces_AreNamed(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 6);
        await world.TamperAsync(
            "UPDATE audit_chain SET \"Sequence\" = 1003 WHERE \"Sequence\" = 3",
            "UPDATE audit_chain SET \"Sequence\" = 3 WHERE \"Sequence\" = 4",
            "UPDATE audit_chain SET \"Sequence\" = 4 WHERE \"Sequence\" = 1003");
        var findings = await FindingsAsync(world);
        Assert.All(findings, finding => Assert.Equal(Tampering.Reordered, finding.Item1));
        Assert.Contains((Tampering.Reordered, 3), findings);
        Assert.Contains((Tampering.Reordered, 4), findings);
    }

    /// <summary>The newest rows are cut off, chain and all: only what a witness saw shows it.</summary>
    [Theory, Engines]
    public async Task TruncatedTail_IsNamedAgainstTheLastOutsideRoot(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 6);
        await world.TamperAsync(
            "DELETE FROM audit WHERE \"Id\" IN (SELECT \"RowId\" FROM audit_chain WHERE \"Sequence\" > 4)", "DELETE FROM audit_chain WHERE \"Sequence\" > 4");
        Assert.Equal([(Tampering.Truncated, 5)], await FindingsAsync(world));
    }

    /// <summary>A row is changed and every hash after it made anew, so that the chain is whole: only witnesses show it.</summary>
    [Theory, Engines]
    public async Task ForkedHistory_IsNamedAgainstTheOutsideRoots(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 3);
        await world.LookUpAsync(4);
        await world.SealAsync();
        await world.WitnessAsync();
        await world.TamperAsync($"UPDATE audit SET \"Purpose\" = 'safeguarding' WHERE \"Id\" = {RowAt(5)}");
        var rows = await world.RowsAsync();
        await world.Service.InDatabaseAsync<Data.HealthDb, bool>(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync(engine == Engine.PostgreSql ? "SET session_replication_role = replica" : "SELECT 1");
            await db.Set<AuditLink>().ExecuteDeleteAsync();
            var hash = AuditHash.Genesis("health");
            db.AddRange(rows.Select((row, at) => new AuditLink { Sequence = at + 1, RowId = row.Id, Hash = hash = AuditHash.OfRow(row.ToCanonical(), hash) }));
            await db.SaveChangesAsync();
            return true;
        });
        // Between the root of 3 rows, which still fits, and that of 7, which does not.
        Assert.Equal([(Tampering.Forked, 4)], await FindingsAsync(world));
    }

    private static async Task<List<(Tampering, long?)>> FindingsAsync(AuditWorld world) =>
        [.. (await world.VerifyAsync()).Findings.Select(finding => (finding.Kind, finding.Place))];

    private static string RowAt(int place) => string.Create(CultureInfo.InvariantCulture, $"(SELECT \"RowId\" FROM audit_chain WHERE \"Sequence\" = {place})");

    private static string Value(Engine engine, Guid id) => engine == Engine.Sqlite ? $"'{id.ToString().ToUpperInvariant()}'" : $"'{id}'";

    internal static AuditRow Copy(AuditRow row, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        At = at,
        PractitionerId = row.PractitionerId,
        Role = row.Role,
        AgencyId = row.AgencyId,
        ClientId = row.ClientId,
        Action = row.Action,
        Purpose = row.Purpose,
        LawfulBasis = row.LawfulBasis,
        ChildId = row.ChildId,
        ResourceType = row.ResourceType,
        ResourceId = row.ResourceId,
        Decision = row.Decision,
        Outcome = row.Outcome,
    };

    private static Task<int> AddAsync(Data.HealthDb db, AuditRow row)
    {
        db.Add(row);
        return db.SaveChangesAsync();
    }
}
