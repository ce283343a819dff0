using System.Data.Common;
using Cypp.Messaging;
using Cypp.Messaging.Data;
using Cypp.Messaging.Dispatch;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Cypp.ServiceKit.Data;

/// <summary>One file a service in a data directory. WAL with full synchronisation: what is acknowledged is on disk (MQ-14).</summary>
internal sealed class SqliteEngine(string directory) : DatabaseEngine, ISlotLocks, ISlotLease
{
    private static readonly DurableConnections Durable = new();

    public override ISlotLocks SlotLocks => this;

    public override Type Choose(Type sqlite, Type postgreSql) => sqlite;

    public override void Configure(DbContextOptionsBuilder options, string service)
    {
        Directory.CreateDirectory(directory);
        options
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, service + ".db"), DefaultTimeout = 30 }.ToString())
            .AddInterceptors(Durable);
    }

    public override async Task MigrateAsync(DbContext db, string service, Func<CancellationToken, Task> migrate, CancellationToken cancellationToken)
    {
        await migrate(cancellationToken);
        var oldest = InboxEntry.FirstIdOf(db.GetService<TimeProvider>().GetUtcNow() - InboxEntry.Kept);
        await db.Database.ExecuteSqlAsync($"""DELETE FROM inbox WHERE "MessageId" < {oldest}""", cancellationToken);
    }

    // A data directory belongs to one process, and each service has one dispatcher in it.
    public Task<ISlotLease> OpenAsync(ServiceDb db, CancellationToken cancellationToken) => Task.FromResult<ISlotLease>(this);

    public ValueTask<IReadOnlyList<short>> HeldAsync(CancellationToken cancellationToken) => new(Slots.All);

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
