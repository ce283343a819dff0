using System.Data.Common;
using Cypp.Messaging;
using Cypp.Messaging.Dispatch;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Cypp.ServiceKit.Data;

/// <summary>One file a service in a data directory. WAL with full synchronisation: what is acknowledged is on disk (MQ-14).</summary>
internal sealed class SqliteEngine(string directory) : DatabaseEngine, IDispatcherLock, IDispatcherLease
{
    private static readonly DurableConnections Durable = new();

    public override IDispatcherLock DispatcherLock => this;

    public override Type Choose(Type sqlite, Type postgreSql) => sqlite;

    public override void Configure(DbContextOptionsBuilder options, string service)
    {
        Directory.CreateDirectory(directory);
        options
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, service + ".db"), DefaultTimeout = 30 }.ToString())
            .AddInterceptors(Durable);
    }

    public override Task MigrateAsync(DbContext db, string service, Func<CancellationToken, Task> migrate, CancellationToken cancellationToken) => migrate(cancellationToken);

    // A data directory belongs to one process, and each service has one dispatcher in it.
    public Task<IDispatcherLease?> TryTakeAsync(ServiceDb db, CancellationToken cancellationToken) => Task.FromResult<IDispatcherLease?>(this);

    public Task<bool> IsHeldAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class DurableConnections : DbConnectionInterceptor
    {
        private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }
}
