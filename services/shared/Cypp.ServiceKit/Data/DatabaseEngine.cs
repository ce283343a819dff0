using Cypp.Messaging.Dispatch;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cypp.ServiceKit.Data;

/// <summary>The database behind a service: the one place that reads which it is.</summary>
public abstract class DatabaseEngine
{
    /// <exception cref="OptionsValidationException">Unknown engine, or a setting of it is missing or cannot be read.</exception>
    public static DatabaseEngine From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Database");
        return (section["Engine"], section["Directory"], section["ConnectionString"]) switch
        {
            ("sqlite", { } directory, _) => new SqliteEngine(directory),
            ("postgresql", _, { } connectionString) => new PostgreSqlEngine(new(connectionString, section["OwnerConnectionString"])),
            _ => throw new OptionsValidationException(
                "Database", typeof(DatabaseEngine), ["Database:Engine must be sqlite, with Database:Directory, or postgresql, with Database:ConnectionString."]),
        };
    }

    /// <summary>Divides a service's streams between its dispatchers.</summary>
    public abstract ISlotLocks SlotLocks { get; }

    /// <summary>Of a service's two derived contexts, the one whose migrations are this engine's.</summary>
    public abstract Type Choose(Type sqlite, Type postgreSql);

    /// <summary>Points a context at the service's own database.</summary>
    public abstract void Configure(DbContextOptionsBuilder options, string service);

    /// <summary>Makes or changes a service's tables, as whoever owns them.</summary>
    /// <param name="migrate">The work, on the same context.</param>
    public abstract Task MigrateAsync(DbContext db, string service, Func<CancellationToken, Task> migrate, CancellationToken cancellationToken);
}
