using System.Collections.Concurrent;
using System.Data;
using System.Diagnostics;
using Cypp.Messaging;
using Cypp.Messaging.Dispatch;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Cypp.ServiceKit.Data;

/// <summary>A database and a role a service; <c>{service}</c> in the connection string stands for its name.</summary>
internal sealed class PostgreSqlEngine(string connectionString) : DatabaseEngine, IDispatcherLock
{
    private const string DispatcherKey = "hashtext('cypp-dispatcher')";
    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _sources = new();

    public override IDispatcherLock DispatcherLock => this;

    public override Type Choose(Type sqlite, Type postgreSql) => postgreSql;

    public override void Configure(DbContextOptionsBuilder options, string service) => options.UseNpgsql(_sources.GetOrAdd(service, Open));

    public async Task<IDispatcherLease?> TryTakeAsync(ServiceDb db, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({DispatcherKey})", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true ? new Lease(connection) : null;
    }

    private NpgsqlDataSource Open(string service)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString.Replace("{service}", service, StringComparison.Ordinal));
        // Polling belongs to no request: a statement is a span only inside one.
        builder.ConfigureTracing(tracing => tracing.ConfigureCommandFilter(_ => Activity.Current is not null));
        return builder.Build();
    }

    private sealed class Lease(NpgsqlConnection connection) : IDispatcherLease
    {
        public async Task<bool> IsHeldAsync(CancellationToken cancellationToken)
        {
            if (connection.State != ConnectionState.Open)
            {
                return false;
            }

            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }

        public async ValueTask DisposeAsync()
        {
            if (connection.State == ConnectionState.Open)
            {
                await using var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({DispatcherKey})", connection);
                await command.ExecuteScalarAsync();
            }
        }
    }
}
