using Npgsql;

namespace Cypp.System.Tests.Faults.Causes;

/// <summary>FT-10: the tables of all services on a file system that is filled to its last block (ENOSPC).</summary>
internal static class FullDisk
{
    /// <summary>A page a row.</summary>
    private const string Filler = """
        CREATE UNLOGGED TABLE filler (text text) WITH (fillfactor = 10, autovacuum_enabled = false) TABLESPACE small;
        ALTER TABLE filler ALTER text SET STORAGE PLAIN
        """;

    /// <summary>Moves all tables there and fills it; until <see cref="MoveOutAsync"/> the server may not be started anew, since what lies there is then lost.</summary>
    public static async Task FillAsync(FaultedPlatform faulted)
    {
        await ExecuteAsync(faulted, "postgres", $"CREATE TABLESPACE small LOCATION '{faulted.Platform.Postgres.SmallDisk}'");
        await MoveAsync(faulted, "pg_default", "small");
        await ExecuteAsync(faulted, "postgres", Filler);
        await FillUpAsync(faulted);
    }

    /// <summary>Full for the first half, whoever gives something back; then there is room.</summary>
    public static async Task StaysFullAsync(Moment moment)
    {
        await moment.KeepDoingAsync(() => FillUpAsync(moment.Faulted));
        await ExecuteAsync(moment.Faulted, "postgres", "DROP TABLE filler");
        await moment.LastAsync(moment.Span);
    }

    public static async Task MoveOutAsync(FaultedPlatform faulted)
    {
        await MoveAsync(faulted, "small", "pg_default");
        await ExecuteAsync(faulted, "postgres", "DROP TABLESPACE small");
    }

    private static async Task FillUpAsync(FaultedPlatform faulted)
    {
        try
        {
            while (true)
            {
                await ExecuteAsync(faulted, "postgres", "INSERT INTO filler SELECT repeat('x', 4000) FROM generate_series(1, 4000)");
            }
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.DiskFull)
        {
            // As it should be; what was written before stays there, to the last page.
        }
    }

    private static async Task MoveAsync(FaultedPlatform faulted, string from, string to)
    {
        foreach (var service in Tables.Services)
        {
            await Tables.ExecutePatientlyAsync(faulted.Platform, service, $"ALTER TABLE ALL IN TABLESPACE {from} SET TABLESPACE {to}");
            await Tables.ExecutePatientlyAsync(faulted.Platform, service, $"ALTER INDEX ALL IN TABLESPACE {from} SET TABLESPACE {to}");
        }
    }

    private static Task ExecuteAsync(FaultedPlatform faulted, string database, string statement) => Tables.ExecuteAsync(faulted.Platform, database, statement);
}
