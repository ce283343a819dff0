using System.Diagnostics;
using Cypp.Messaging.Dispatch;
using Npgsql;

namespace Cypp.ServiceKit.Postgres;

/// <summary>
/// Slots held by advisory locks of one session (MQ-2): who loses the session, by a crash or a cut, has lost them, and another
/// replica takes them. Not through a pooler by transaction. Each replica shares one more lock, by which they count each other.
/// </summary>
internal sealed class SlotLease : ISlotLease
{
    private const string Space = "hashtext('cypp-dispatcher')";
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private readonly NpgsqlConnection _connection;
    private readonly List<short> _held = [];
    private long _lookedAt;

    private SlotLease(NpgsqlConnection connection) => _connection = connection;

    public static async Task<ISlotLease> OpenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var lease = new SlotLease(connection);
        await lease.AskAsync($"SELECT pg_advisory_lock_shared({Space}, {Slots.Count})", cancellationToken);
        return lease;
    }

    /// <summary>Looks once a second; in between a lost session makes a second dispatcher, whose messages the inbox knows.</summary>
    public async ValueTask<IReadOnlyList<short>> HeldAsync(CancellationToken cancellationToken)
    {
        if (_lookedAt != 0 && Stopwatch.GetElapsedTime(_lookedAt) < Between)
        {
            return _held;
        }

        var replicas = (int)(long)(await AskAsync(
            $"""
            SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND classid::bigint = {Space}::bigint & 4294967295 AND objid::bigint = {Slots.Count}
            """,
            cancellationToken))!;
        var share = Slots.Share(replicas);
        while (_held.Count > share)
        {
            await AskAsync($"SELECT pg_advisory_unlock({Space}, {_held[^1]})", cancellationToken);
            _held.RemoveAt(_held.Count - 1);
        }

        foreach (var slot in Slots.All.Except(_held).ToList())
        {
            if (_held.Count < share && await AskAsync($"SELECT pg_try_advisory_lock({Space}, {slot})", cancellationToken) is true)
            {
                _held.Add(slot);
            }
        }

        _lookedAt = Stopwatch.GetTimestamp();
        return _held;
    }

    /// <summary>The session goes back to its pool, which keeps locks that are not given back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection.State == System.Data.ConnectionState.Open)
        {
            await AskAsync("SELECT pg_advisory_unlock_all()", CancellationToken.None);
        }
    }

    private async Task<object?> AskAsync(string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, _connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
