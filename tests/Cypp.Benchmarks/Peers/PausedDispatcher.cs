using Cypp.Messaging.Dispatch;
using Npgsql;

namespace Cypp.Benchmarks.Peers;

/// <summary>Holds the slots of a service's outbox as another replica would: what is written waits until this is given up.</summary>
internal sealed class PausedDispatcher : IAsyncDisposable
{
    // As the service names them.
    private const string Space = "hashtext('cypp-dispatcher')";
    private readonly NpgsqlConnection _connection;

    private PausedDispatcher(NpgsqlConnection connection) => _connection = connection;

    public static async Task<PausedDispatcher> OfAsync(Stand stand, string service)
    {
        var connection = new NpgsqlConnection(stand.Platform.DatabaseOf(service) + ";Pooling=false");
        await connection.OpenAsync();
        // Its dispatcher never gives the last slot away, but loses all with its session; who waits for them comes first.
        await using var taking = new NpgsqlCommand(
            $"""
            SELECT pg_terminate_backend(pid) FROM (
                SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND classid::bigint = {Space}::bigint & 4294967295) AS holder;
            SELECT pg_advisory_lock({Space}, slot) FROM generate_series(0, {Slots.Count - 1}) AS slot
            """,
            connection);
        await taking.ExecuteNonQueryAsync();
        return new(connection);
    }

    /// <summary>Its dispatcher looks for the slots once a second.</summary>
    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
}
