using Cypp.Messaging.Dispatch;
using Cypp.ServiceKit.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Cypp.ServiceKit.Data;

internal sealed class PostgreSqlEngine(PostgresDatabase database) : DatabaseEngine
{
    public override ISlotLocks SlotLocks => database;

    public override Type Choose(Type sqlite, Type postgreSql) => postgreSql;

    public override void Configure(DbContextOptionsBuilder options, string service) => database.Configure(options, service);

    public override Task MigrateAsync(DbContext db, string service, Func<CancellationToken, Task> migrate, CancellationToken cancellationToken) =>
        database.MigrateAsync(db, service, migrate, cancellationToken);
}
