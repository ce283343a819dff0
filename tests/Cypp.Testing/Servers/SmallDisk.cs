using System.Globalization;

namespace Cypp.Testing.Servers;

/// <summary>
/// A file system in memory that a server alone sees and can fill, without a right that a user does not have: it lies in user and
/// mount namespaces of the server's own. Where the kernel or a container forbids these, there is none.
/// </summary>
internal static class SmallDisk
{
    // Inside it is root, who may mount; PostgreSQL refuses root, hence a user once more. A change of user forgets --pdeathsig.
    private const string Script = """
        mount -t tmpfs -o "size=$1m,mode=700" tmpfs "$2" || exit 1
        signal=$3; shift 3
        exec unshare --user --map-user=1000 --map-group=1000 -- setpriv --pdeathsig "$signal" -- "$@"
        """;

    public static async Task<bool> IsPossibleAsync(string folder, CancellationToken ct) =>
        (await PostgresInstall.AsServerUser(folder, [.. Mounted(1, folder, UnixSignal.Interrupt), "true"]).AnswerAsync(ct)).Status == 0;

    /// <summary>What stands in front of a command line; its process stays the server's own.</summary>
    public static IEnumerable<string> Mounted(int megabytes, string folder, UnixSignal stop) =>
    [
        "unshare", "--map-root-user", "--mount", "--", "/bin/sh", "-c", Script, "sh",
        megabytes.ToString(CultureInfo.InvariantCulture), folder, stop.ShortName(),
    ];
}
