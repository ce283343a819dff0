using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Cypp.Messaging.Consume;

/// <summary>
/// Failures that pass by themselves or that an operator takes away, whatever the message says (MQ-7): tried again without end.
/// All else is parked at once. A table that is not there yet is a migration that has not run.
/// </summary>
public static class TransientFailure
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteIo = 10;
    private const int SqliteFull = 13;

    public static bool Is(Exception failure) => failure switch
    {
        PostgresException
        {
            SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
                or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction
                or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
        } => true,
        NpgsqlException npgsql => npgsql.IsTransient,
        // What Npgsql throws when a session is out of step with its server, whose disk is full, say; it has left that session.
        { Source: nameof(Npgsql) } when failure.GetType() == typeof(Exception) => true,
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked or SqliteIo or SqliteFull,
        DbUpdateConcurrencyException => true,
        TimeoutException or IOException or SocketException or OperationCanceledException => true,
        _ => failure.InnerException is { } inner && Is(inner),
    };
}
