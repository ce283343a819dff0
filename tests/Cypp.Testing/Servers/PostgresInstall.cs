using System.Globalization;

namespace Cypp.Testing.Servers;

/// <summary>Where Debian's package keeps the server, and as whom it runs: PostgreSQL refuses root.</summary>
internal static class PostgresInstall
{
    private const string Versions = "/usr/lib/postgresql";

    // setpriv execs, so the process stays the server's own; runuser and su stay in between.
    private static readonly string[] AsPostgres = ["--reuid=postgres", "--regid=postgres", "--init-groups"];

    public static IReadOnlyList<string> UserArguments => Environment.IsPrivilegedProcess ? AsPostgres : [];

    /// <summary>The newest version's programs, or those of the version that made the data.</summary>
    public static string ProgramsFor(string data)
    {
        var versionFile = Path.Combine(data, "PG_VERSION");
        var wanted = Directory.Exists(data) ? File.ReadAllText(versionFile).Trim() : null;
        var found = Directory.Exists(Versions) ? Directory.GetDirectories(Versions) : [];
        return found
            .Where(folder => File.Exists(Path.Combine(folder, "bin", "initdb")))
            .Where(folder => wanted is null || Path.GetFileName(folder) == wanted)
            .OrderBy(folder => decimal.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
            .Select(folder => Path.Combine(folder, "bin"))
            .LastOrDefault()
            ?? throw new InvalidOperationException(
                $"PostgreSQL {wanted} is not under {Versions}; run ./install-packages {ServerPackages.Postgres}");
    }

    public static Command AsServerUser(string folder, params string[] commandLine) =>
        new("setpriv")
        {
            Arguments = [.. UserArguments, "--", .. commandLine],
            Variables = ProcessEnvironment.Clean(folder),
            Folder = folder,
        };
}
