using System.Collections.Concurrent;
using System.Diagnostics;
using Cypp.Messaging;
using Cypp.Messaging.Dispatch;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cypp.ServiceKit.Postgres;

/// <summary>
/// A database and two roles a service: it works as one, the other owns its tables. <c>{service}</c> in a connection string
/// stands for its name.
/// </summary>
public sealed class PostgresDatabase : ISlotLocks
{
    private const string AutoPrepare = "Max Auto Prepare";
    private const int PreparedOfAConnection = 50;
    private static readonly RowContextInterceptor Contexts = new();
    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _sources = new();
    private readonly string _connectionString;
    private readonly string? _ownerConnectionString;

    /// <exception cref="OptionsValidationException">One of them names no server or role.</exception>
    public PostgresDatabase(string connectionString, string? ownerConnectionString)
    {
        (_connectionString, _ownerConnectionString) = (connectionString, ownerConnectionString);
        Check("Database:ConnectionString", connectionString);
        Check("Database:OwnerConnectionString", ownerConnectionString ?? connectionString);
    }

    public void Configure(DbContextOptionsBuilder options, string service) => options
        .UseNpgsql(_sources.GetOrAdd(service, Open)).AddInterceptors(Contexts);

    public async Task MigrateAsync(DbContext db, string service, Func<CancellationToken, Task> migrate, CancellationToken cancellationToken)
    {
        await using var owner = new NpgsqlConnection(OwnerOf(service).ToString());
        db.Database.SetDbConnection(owner);
        await migrate(cancellationToken);
        await owner.OpenAsync(cancellationToken);
        await InboxPartitions.KeepAsync(owner, db.GetService<TimeProvider>().GetUtcNow(), cancellationToken);
        await AppRole.GrantAsync(owner, new NpgsqlConnectionStringBuilder(Named(_connectionString, service)).Username!, cancellationToken);
    }

    public async Task<ISlotLease> OpenAsync(ServiceDb db, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await connection.OpenAsync(cancellationToken);
        return await SlotLease.OpenAsync(connection, cancellationToken);
    }

    private NpgsqlDataSource Open(string service)
    {
        var builder = new NpgsqlDataSourceBuilder(Named(_connectionString, service));
        // Row-level security makes queries long to plan.
        if (!builder.ConnectionStringBuilder.ShouldSerialize(AutoPrepare))
        {
            builder.ConnectionStringBuilder.MaxAutoPrepare = PreparedOfAConnection;
        }

        builder.RefuseOthers();
        // Metrics of the pool bear its name, which is else the connection string.
        builder.Name = service;
        // Polling belongs to no request: a statement is a span only inside one. A session's context says nothing to who reads a trace.
        builder.ConfigureTracing(tracing => tracing.ConfigureCommandFilter(
            command => Activity.Current is not null && command.CommandText != RowContextInterceptor.Statement));
        return builder.Build();
    }

    private NpgsqlConnectionStringBuilder OwnerOf(string service) => new(Named(_ownerConnectionString
        ?? throw Wrong("Database:OwnerConnectionString is missing: tables are made by the role that owns them."), service))
    {
        Pooling = false,
    };

    private static void Check(string setting, string connectionString)
    {
        try
        {
            if (new NpgsqlConnectionStringBuilder(connectionString) is { Host.Length: > 0, Username.Length: > 0 })
            {
                return;
            }
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            // Its words may hold a part of a password.
        }

        throw Wrong($"{setting} must be a connection string with Host and Username.");
    }

    private static OptionsValidationException Wrong(string why) => new("Database", typeof(PostgresDatabase), [why]);

    private static string Named(string connectionString, string service) => connectionString.Replace("{service}", service, StringComparison.Ordinal);
}
