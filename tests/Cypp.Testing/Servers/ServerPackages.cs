namespace Cypp.Testing.Servers;

/// <summary>The Debian packages that hold the real servers. Only looks; ./install-packages installs.</summary>
public static class ServerPackages
{
    public const string Postgres = "postgresql";
    public const string RabbitMq = "rabbitmq-server";

    private const string Installed = "ii ";

    /// <summary>Names of the packages that are not installed; empty when both servers can be started.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(CancellationToken ct = default)
    {
        string[] wanted = [Postgres, RabbitMq];
        if (!File.Exists("/usr/bin/dpkg-query"))
        {
            return wanted;
        }

        // It exits with 1 when one of them is unknown, and still tells about the others.
        var query = new Command("dpkg-query")
        {
            Arguments = ["-W", "-f", "${Package}\\t${db:Status-Abbrev}\\n", .. wanted],
        };
        var answer = await query.AnswerAsync(ct);
        var lines = answer.Output.Split('\n');
        return [.. wanted.Where(package => !lines.Contains($"{package}\t{Installed}"))];
    }
}
