using Npgsql;

namespace Cypp.Benchmarks.Peers;

/// <summary>
/// Copies of a service's tables beside them, indexes and all, for peers to write into: in its own tables the service would send, or
/// go by, what they write.
/// </summary>
internal sealed class PeerTables(Stand stand, string service)
{
    public async Task MakeAsync(params string[] tables)
    {
        await using var database = NpgsqlDataSource.Create(stand.Platform.DatabaseOf(service));
        await using var make = database.CreateCommand("CREATE SCHEMA IF NOT EXISTS peer;" + string.Concat(tables.Select(table =>
            $"CREATE TABLE IF NOT EXISTS peer.{table} (LIKE public.{table} INCLUDING ALL);")));
        await make.ExecuteNonQueryAsync();
    }

    /// <summary>An INSERT of such a row as the service has written, so that both write as much.</summary>
    /// <param name="which">Which of the service's rows, as SQL.</param>
    /// <param name="keys">Columns that differ from row to row, with an expression for each.</param>
    public async Task<string> InsertLikeAsync(string table, string which, IReadOnlyDictionary<string, string> keys)
    {
        await using var database = NpgsqlDataSource.Create(stand.Platform.DatabaseOf(service));
        await using var asking = database.CreateCommand(
            $"SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'public.{table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
        List<(string Name, string Type)> columns = [];
        await using (var names = await asking.ExecuteReaderAsync())
        {
            while (await names.ReadAsync())
            {
                columns.Add((names.GetString(0), names.GetString(1)));
            }
        }

        asking.CommandText = $"SELECT {string.Join(", ", columns.Select(column => $"\"{column.Name}\"::text"))} FROM public.{table} WHERE {which} LIMIT 1";
        await using var row = await asking.ExecuteReaderAsync();
        if (!await row.ReadAsync())
        {
            throw new InvalidOperationException($"{service} has written no such row of {table}.");
        }

        var values = columns.Select((column, at) => keys.TryGetValue(column.Name, out var key) ? key : row.IsDBNull(at) ? "NULL" : $"{Literal(row.GetString(at))}::{column.Type}");
        return $"INSERT INTO peer.{table} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES ({string.Join(", ", values)})";
    }

    // A colon would begin a variable of pgbench.
    private static string Literal(string text) =>
        "E'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal).Replace(":", "\\x3a", StringComparison.Ordinal) + "'";
}
