namespace Cypp.System.Tests.Faults.Causes;

internal static class DatabaseFaults
{
    /// <summary>FT-06: every session ends in the middle of its statement.</summary>
    public static async Task CrashesAsync(Moment moment)
    {
        while (!moment.Ending.IsCancellationRequested)
        {
            await moment.Platform.Postgres.CrashAsync();
            await Task.Delay(TimeSpan.FromSeconds(3), CancellationToken.None);
            await moment.Platform.Postgres.StartAgainAsync(CancellationToken.None);
            await moment.LastAsync(TimeSpan.FromSeconds(4));
        }
    }

    /// <summary>FT-16: a dispatcher loses its slots while it sends, and another takes them.</summary>
    public static async Task LocksLostAsync(Moment moment)
    {
        while (!moment.Ending.IsCancellationRequested)
        {
            await Tables.RowsAsync(
                moment.Platform, "postgres",
                "SELECT pg_terminate_backend(pid)::text FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND granted GROUP BY pid", row => row.GetString(0));
            await moment.LastAsync(TimeSpan.FromSeconds(2));
        }
    }
}
