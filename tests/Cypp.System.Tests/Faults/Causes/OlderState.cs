using Cypp.Access;
using Cypp.Story.Agencies;

namespace Cypp.System.Tests.Faults.Causes;

/// <summary>MQ-13: databases of two subscribers are put back to what they were a while ago, and all that they took in since is gone.</summary>
internal static class OlderState
{
    private static readonly string[] Subscribers = ["early-help", "outcomes"];

    /// <returns>How many messages they had taken in since.</returns>
    public static async Task<long> IsRestoredAsync(Moment moment)
    {
        await Task.WhenAll(Subscribers.Select(moment.Platform.EndAsync));
        await EachAsync(moment, service => [$"CREATE DATABASE \"{service}-copy\" TEMPLATE \"{service}\" OWNER \"{service}_owner\""]);
        await Task.WhenAll(Subscribers.Select(moment.Platform.StartAgainAsync));
        await moment.HalfAsync();
        var before = await TakenInAsync(moment);
        await Task.WhenAll(Subscribers.Select(moment.Platform.KillAsync));
        await EachAsync(moment, service =>
        [
            $"DROP DATABASE \"{service}\" WITH (FORCE)",
            $"ALTER DATABASE \"{service}-copy\" RENAME TO \"{service}\"",
            $"REVOKE ALL ON DATABASE \"{service}\" FROM PUBLIC",
            $"GRANT CONNECT ON DATABASE \"{service}\" TO \"{service}\"",
        ]);
        var lost = before - await TakenInAsync(moment);
        await Task.WhenAll(Subscribers.Select(moment.Platform.StartAgainAsync));
        var operators = await moment.Faulted.SystemOf(DemoAgencies.Operator).AsAsync(Roles.PlatformOperator);
        Assert.Equal(202, (await operators.PostAsync("/index/v1/messages/reconciliation", new { })).Status);
        return lost;
    }

    private static async Task EachAsync(Moment moment, Func<string, IEnumerable<string>> statements)
    {
        foreach (var statement in Subscribers.SelectMany(statements))
        {
            await Tables.ExecuteAsync(moment.Platform, "postgres", statement);
        }
    }

    private static async Task<long> TakenInAsync(Moment moment)
    {
        var counts = await Task.WhenAll(Subscribers.Select(service => Tables.RowsAsync(moment.Platform, service, "SELECT count(*) FROM inbox", row => row.GetInt64(0))));
        return counts.Sum(count => count.Single());
    }
}
