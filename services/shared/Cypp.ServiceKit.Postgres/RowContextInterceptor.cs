using System.Data.Common;
using System.Globalization;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Cypp.ServiceKit.Postgres;

/// <summary>
/// Says, whenever a context opens a connection, for what it works (DB-1): every setting, each time, so that nothing is
/// left of whoever had the session before, whatever the pool did. Who works for one caller keeps the session until the scope
/// ends, or <see cref="ServiceDb.LetGoAsync"/>; all others give it back after each statement or transaction.
/// </summary>
public sealed class RowContextInterceptor : DbConnectionInterceptor
{
    // Policies make a plan look dear: compiling it takes longer than any of the statements here runs, and so does planning it anew
    // at each execution, which PostgreSQL would by itself prefer.
    public const string Statement = "SELECT set_config('app.context', $1, false), set_config('app.agency', $2, false), set_config('app.reader', $3, false), "
        + "set_config('app.now', $4, false), set_config('jit', 'off', false), set_config('plan_cache_mode', 'force_generic_plan', false)";

    /// <param name="context">Null: for nothing.</param>
    public static NpgsqlCommand Saying(RowContext? context, NpgsqlConnection connection) =>
        new(Statement, connection)
        {
            Parameters =
            {
                new() { Value = context?.Name ?? "" },
                new() { Value = context?.AgencyId?.ToString() ?? "" },
                new() { Value = context?.Reader?.ToString() ?? "" },
                new() { Value = context?.Now?.ToString("O", CultureInfo.InvariantCulture) ?? "" },
            },
        };

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection, eventData);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection, eventData);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        Keeps(eventData) ? InterceptionResult.Suppress() : result;

    public override ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        new(ConnectionClosing(connection, eventData, result));

    private static bool Keeps(ConnectionEventData eventData) => eventData.Context is ServiceDb { RowContext.OfOneCaller: true };

    private static NpgsqlCommand Command(DbConnection connection, ConnectionEndEventData eventData) =>
        Saying((eventData.Context as ServiceDb)?.RowContext, (NpgsqlConnection)connection);
}
