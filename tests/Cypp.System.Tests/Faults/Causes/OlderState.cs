using Cypp.System.Tests.Rows;
using Npgsql;

namespace Cypp.System.Tests.Faults.Causes;

/// <summary>MQ-13, OP-27: databases of two subscribers are put back from backups of a while ago, and all that they took in since is gone.</summary>
internal static class OlderState
{
    // Nobody kept the one that migrated.
    private const string OwnersPassword = "cypp-drill";

    private static readonly string[] Subscribers = ["early-help", "outcomes"];

    /// <returns>How many messages they had taken in since.</returns>
    public static async Task<long> IsRestoredAsync(Moment moment)
    {
        var directory = Directory.CreateTempSubdirectory("cypp-older-state-").FullName;
        await EachAsync(moment, service => [BackUpCommand.MakeRole, $"GRANT CONNECT ON DATABASE \"{service}\" TO {BackUpCommand.Role}"]);
        await Task.WhenAll(Subscribers.Select(service => BackUpCommand.DoneAsync("back-up", BackUpCommand.As(moment.Platform.DatabaseOf(service)), service, FileOf(service))));
        await moment.HalfAsync();
        var before = await Tables.TakenInAsync(moment.Platform, Subscribers);
        await Task.WhenAll(Subscribers.Select(moment.Platform.KillAsync));
        await EachAsync(moment, service =>
        [
            $"DROP DATABASE \"{service}\" WITH (FORCE)",
            $"CREATE DATABASE \"{service}\" OWNER \"{service}_owner\"",
            $"REVOKE ALL ON DATABASE \"{service}\" FROM PUBLIC",
            $"ALTER ROLE \"{service}_owner\" PASSWORD '{OwnersPassword}'",
        ]);
        await Task.WhenAll(Subscribers.Select(service => BackUpCommand.DoneAsync("restore", OwnerOf(moment, service), service, FileOf(service))));
        Directory.Delete(directory, recursive: true);
        var lost = before - await Tables.TakenInAsync(moment.Platform, Subscribers);
        await Task.WhenAll(Subscribers.Select(moment.Platform.StartAgainAsync));
        await moment.ReconcileAsync();
        return lost;

        string FileOf(string service) => Path.Combine(directory, service + ".dump");
    }

    private static string OwnerOf(Moment moment, string service) =>
        new NpgsqlConnectionStringBuilder(moment.Platform.DatabaseOf(service)) { Username = service + "_owner", Password = OwnersPassword }.ToString();

    private static async Task EachAsync(Moment moment, Func<string, IEnumerable<string>> statements)
    {
        foreach (var statement in Subscribers.SelectMany(statements))
        {
            await Tables.ExecuteAsync(moment.Platform, "postgres", statement);
        }
    }
}
