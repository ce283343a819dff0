namespace Cypp.System.Tests.Faults.Causes;

/// <summary>MQ-13: databases of two subscribers are put back to what they were a while ago, and all that they took in since is gone.</summary>
internal static class OlderState
{
    private static readonly string[] Subscribers = ["early-help", "outcomes"];

    /// <returns>How many messages they had taken in since.</returns>
    public static async Task<long> IsRestoredAsync(Moment moment)
    {
        await Task.WhenAll(Subscribers.Select(moment.Platform.EndAsync));
        await EachAsync(moment, service =>
        [
            // What an earlier fault left behind: the server does not know yet that its client is gone.
            $"SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE datname = '{service}'",
            $"CREATE DATABASE \"{service}-copy\" TEMPLATE \"{service}\" OWNER \"{service}_owner\"",
        ]);
        await Task.WhenAll(Subscribers.Select(moment.Platform.StartAgainAsync));
        await moment.HalfAsync();
        var before = await Tables.TakenInAsync(moment.Platform, Subscribers);
        await Task.WhenAll(Subscribers.Select(moment.Platform.KillAsync));
        await EachAsync(moment, service =>
        [
            $"DROP DATABASE \"{service}\" WITH (FORCE)",
            $"ALTER DATABASE \"{service}-copy\" RENAME TO \"{service}\"",
            $"REVOKE ALL ON DATABASE \"{service}\" FROM PUBLIC",
            $"GRANT CONNECT ON DATABASE \"{service}\" TO \"{service}\"",
        ]);
        var lost = before - await Tables.TakenInAsync(moment.Platform, Subscribers);
        await Task.WhenAll(Subscribers.Select(moment.Platform.StartAgainAsync));
        await moment.ReconcileAsync();
        return lost;
    }

    private static async Task EachAsync(Moment moment, Func<string, IEnumerable<string>> statements)
    {
        foreach (var statement in Subscribers.SelectMany(statements))
        {
            await Tables.ExecuteAsync(moment.Platform, "postgres", statement);
        }
    }
}
