using Cypp.Testing;
using Npgsql;

namespace Cypp.System.Tests.Rows;

/// <summary>A migrated database with one made-up row in every table, put there by a superuser past keys and policies.</summary>
internal static class OneRowEach
{
    /// <summary>The statement that adds a row to a table.</summary>
    public static async Task<Dictionary<string, string>> InsertsAsync(TestPostgres database) => (await MigratedDatabase.QueryAsync(
        database.Superuser,
        "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns "
            + "WHERE table_schema = 'public' AND table_name <> '__EFMigrationsHistory' "
            + "AND NOT (SELECT relispartition FROM pg_class WHERE oid = format('%I', table_name)::regclass) ORDER BY 1, ordinal_position",
        row => (Table: row.GetString(0), Column: row.GetString(1), Type: row.GetString(2))))
        .GroupBy(column => column.Table)
        .ToDictionary(table => table.Key, table =>
            $"INSERT INTO \"{table.Key}\" ({string.Join(", ", table.Select(column => $"\"{column.Column}\""))}) VALUES ({string.Join(", ", table.Select(column => Value(column.Type)))})");

    public static async Task FillAsync(TestPostgres database, IEnumerable<string> inserts)
    {
        await using var connection = new NpgsqlConnection(database.Superuser);
        await connection.OpenAsync();
        foreach (var statement in inserts.Prepend("SET session_replication_role = replica"))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static string Value(string type) => type switch
    {
        "uuid" => "gen_random_uuid()",
        "character varying" or "text" => "substr(gen_random_uuid()::text, 1, 1)",
        "timestamp with time zone" => "now()",
        "date" => "current_date",
        "time without time zone" => "localtime",
        "boolean" => "false",
        "integer" or "bigint" or "smallint" or "numeric" => "1",
        "bytea" => "'\\x00'",
        "json" or "jsonb" => "'{}'",
        "ARRAY" => "'{}'",
        _ => throw new InvalidOperationException($"No value for a column of {type}."),
    };
}
