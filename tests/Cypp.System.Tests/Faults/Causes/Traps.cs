using Cypp.Story.Platform;

namespace Cypp.System.Tests.Faults.Causes;

/// <summary>Sessions of a service that a trigger of a test holds up where a fault is to meet them.</summary>
internal static class Traps
{
    private const string In = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";

    public static async Task<bool> IsSomebodyInAsync(RealPlatform platform, string service) =>
        (await Tables.RowsAsync(platform, service, $"SELECT EXISTS (SELECT {In})", row => row.GetBoolean(0))).Single();

    /// <summary>What they did is undone; the server itself does not notice that a client is gone while a statement of it runs.</summary>
    public static Task EndWhoIsInAsync(RealPlatform platform, string service) =>
        Tables.ExecuteAsync(platform, service, $"SELECT pg_terminate_backend(pid)::text {In}");
}
