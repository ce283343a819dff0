using System.Diagnostics;
using System.Globalization;
using Cypp.Access.Audit;
using Cypp.Access.Audit.Chain;
using Cypp.Audit;
using Cypp.Health.Data;
using Cypp.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Cypp.Health.Tests.Audit;

/// <summary>
/// AU-3: how long a million rows take to verify. Not part of a run of all tests; it is asked for by
/// <c>Cypp.Health.Tests -explicit only -class Cypp.Health.Tests.Audit.VerificationSpeed -showLiveOutput</c>.
/// </summary>
public sealed class VerificationSpeed(ITestOutputHelper output)
{
    private static readonly int Rows = int.Parse(Environment.GetEnvironmentVariable("CYPP_AUDIT_ROWS") ?? "1000000", CultureInfo.InvariantCulture);

    [Theory(Explicit = true), Engines]
    public async Task MillionRows_AreVerified(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 1);
        await world.Service.InDatabaseAsync<HealthDb, int>(async db =>
        {
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            await db.Database.ExecuteSqlRawAsync(MakeRows(db, engine));
            await ChainAsync(db, engine);
            return 0;
        });
        await world.WitnessAsync();
        var before = Stopwatch.GetTimestamp();
        var report = await world.VerifyAsync();
        output.WriteLine($"{engine}: verified {report.Size} rows in {Stopwatch.GetElapsedTime(before).TotalSeconds:F1} s, processor time of the process so far {Environment.CpuUsage.TotalTime.TotalSeconds:F1} s");
        Assert.Equal((Rows + 1, Rows + 1), (report.Size, report.Witnessed));
        Assert.Empty(report.Findings);
    }

    /// <summary>Copies of the one row there is, each with an id and a time of its own; older than the sealer still looks for.</summary>
    private static string MakeRows(HealthDb db, Engine engine)
    {
        var columns = db.Model.FindEntityType(typeof(AuditRow))!.GetProperties().Select(property => property.GetColumnName()).ToList();
        var values = columns.Select(column => (column, engine) switch
        {
            ("Id", Engine.PostgreSql) => "('0150c000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid",
            ("Id", _) => "'0150C000-0000-7000-8000-' || printf('%012X', n)",
            ("At", Engine.PostgreSql) => "\"At\" + n * interval '100 milliseconds'",
            ("At", _) => "\"At\" + n * 1000000",
            _ => $"\"{column}\"",
        });
        var numbers = engine == Engine.PostgreSql
            ? $"generate_series(1, {Rows}) AS numbers(n)"
            : $"(WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {Rows}) SELECT n FROM numbers)";
        return $"INSERT INTO audit ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) SELECT {string.Join(", ", values)} FROM (SELECT * FROM audit) AS one CROSS JOIN {numbers}";
    }

    /// <summary>What the sealer would write, without its short transactions.</summary>
    private static async Task ChainAsync(HealthDb db, Engine engine)
    {
        var (sequence, hash) = (1L, (await db.Set<AuditLink>().SingleAsync()).Hash);
        var links = new List<(long Sequence, Guid RowId, byte[] Hash)>();
        await foreach (var row in db.Set<AuditRow>().AsNoTracking().OrderBy(row => row.Id).Where(row => !db.Set<AuditLink>().Any(link => link.RowId == row.Id)).AsAsyncEnumerable())
        {
            hash = AuditHash.OfRow(row.ToCanonical(), hash);
            links.Add((++sequence, row.Id, hash));
        }

        await db.Database.OpenConnectionAsync();
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await using var import = await postgres.BeginBinaryImportAsync("COPY audit_chain (\"Sequence\", \"RowId\", \"Hash\") FROM STDIN (FORMAT BINARY)");
            foreach (var link in links)
            {
                await import.StartRowAsync();
                await import.WriteAsync(link.Sequence, NpgsqlDbType.Bigint);
                await import.WriteAsync(link.RowId, NpgsqlDbType.Uuid);
                await import.WriteAsync(link.Hash, NpgsqlDbType.Bytea);
            }

            await import.CompleteAsync();
            return;
        }

        var sqlite = (SqliteConnection)db.Database.GetDbConnection();
        await using var transaction = sqlite.BeginTransaction();
        await using var insert = sqlite.CreateCommand();
        insert.CommandText = "INSERT INTO audit_chain (\"Sequence\", \"RowId\", \"Hash\") VALUES ($sequence, $row, $hash)";
        insert.Transaction = transaction;
        foreach (var link in links)
        {
            insert.Parameters.Clear();
            insert.Parameters.AddWithValue("$sequence", link.Sequence);
            insert.Parameters.AddWithValue("$row", link.RowId.ToString().ToUpperInvariant());
            insert.Parameters.AddWithValue("$hash", link.Hash);
            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}
