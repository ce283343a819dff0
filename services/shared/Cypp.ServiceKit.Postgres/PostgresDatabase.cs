using System.Collections.Concurrent;
using System.Diagnostics;
using Cypp.Messaging;
using Cypp.Messaging.Dispatch;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Cypp.ServiceKit.Postgres;

/// <summary>
/// A database and two roles a service: it works as one, the other owns its tables. <c>{service}</c> in a connection string
/// stands for its name.
/// </summary>
public sealed class PostgresDatabase(string connectionString, string? ownerConnectionString) : ISlotLocks
{
    private const string AutoPrepare = "Max Auto Prepare";
    private const int PreparedOfAConnection = 50;
    private static readonly RowContextInterceptor Contexts = new();
    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _sources = new();

    public void Configure(DbContextOptionsBuilder options, string service) => options
        .UseNpgsql(_sources.GetOrAdd(service, Open)).AddInterceptors(Contexts);

    public async Task MigrateAsync(DbContext db, string service, Func<CancellationToken, Task> migrate, CancellationToken cancellationToken)
    {
        await using var owner = new NpgsqlConnection(OwnerOf(service).ToString());
        db.Database.SetDbConnection(owner);
        await migrate(cancellationToken);
        await owner.OpenAsync(cancellationToken);
        await InboxPartitions.KeepAsync(owner, db.GetService<TimeProvider>().GetUtcNow(), cancellationToken);
        await AppRole.GrantAsync(owner, new NpgsqlConnectionStringBuilder(Named(connectionString, service)).Username!, cancellationToken);
    }

    public async Task<ISlotLease> OpenAsync(ServiceDb db, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await connection.OpenAsync(cancellationToken);
        return await SlotLease.OpenAsync(connection, cancellationToken);
    }

    private NpgsqlDataSource Open(string service)
    {
        var builder = new NpgsqlDataSourceBuilder(Named(connectionString, service));
        // Row-level security makes queries long to plan.
        if (!builder.ConnectionStringBuilder.ShouldSerialize(AutoPrepare))
        {
            builder.ConnectionStringBuilder.MaxAutoPrepare = PreparedOfAConnection;
        }

        builder.RefuseOthers();
        // Polling belongs to no request: a statement is a span only inside one. A session's context says nothing to who reads a trace.
        builder.ConfigureTracing(tracing => tracing.ConfigureCommandFilter(
            command => Activity.Current is not null && command.CommandText != RowContextInterceptor.Statement));
        return builder.Build();
    }

    private NpgsqlConnectionStringBuilder OwnerOf(string service) => new(Named(ownerConnectionString
        ?? throw new InvalidOperationException("Database:OwnerConnectionString is missing: tables are made by the role that owns them."), service))
    {
        Pooling = false,
    };

    private static string Named(string connectionString, string service) => connectionString.Replace("{service}", service, StringComparison.Ordinal);
}
