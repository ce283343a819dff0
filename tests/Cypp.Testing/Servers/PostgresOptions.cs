namespace Cypp.Testing.Servers;

public sealed record PostgresOptions
{
    /// <summary>
    /// Gives up durability for speed: after a crash acknowledged commits may be missing. For tests that never
    /// crash the server; the ledger's tests and every measurement need it off.
    /// </summary>
    public bool Fast { get; init; }

    public int MaxConnections { get; init; } = 300;

    /// <summary>Further server settings by name, for example shared_buffers.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Size of a file system of the server's own, in memory, at <see cref="PostgresServer.SmallDisk"/>; it is empty again at each start. 0: none.</summary>
    public int SmallDiskMegabytes { get; init; }

    internal IEnumerable<string> Arguments()
    {
        string[] fast = Fast ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : [];
        string[] fixedOnes = [$"max_connections={MaxConnections:D}", "timezone=UTC", "log_timezone=UTC"];
        return fixedOnes
            .Concat(fast)
            .Concat(Settings.Select(setting => $"{setting.Key}={setting.Value}"))
            .SelectMany(setting => new[] { "-c", setting });
    }
}
