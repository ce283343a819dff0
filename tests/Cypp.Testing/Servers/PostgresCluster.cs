using System.Globalization;
using System.Text;

namespace Cypp.Testing.Servers;

/// <summary>The files of one PostgreSQL cluster inside its folder.</summary>
internal sealed class PostgresCluster(ServerFolder folder)
{
    // The kernel's limit for a socket's path is 107 bytes; ".s.PGSQL.65535" needs 15 of them.
    private const int LongestSocketFolder = 92;

    // As the server's user: the password must not be readable by others, not even for a moment.
    private const string InitScript =
        """
        umask 077 && cat >"$1.password" || exit 1
        "$2/initdb" --pgdata="$1" --username=postgres --pwfile="$1.password" --auth=scram-sha-256 \
            --encoding=UTF8 --locale=C.UTF-8 --no-instructions $3
        status=$?
        rm -f "$1.password"
        exit $status
        """;

    public string Data => folder.PathOf("data");

    /// <summary>Where the server's small file system is mounted.</summary>
    public string Small => folder.PathOf("small");

    private string Sockets => folder.PathOf("socket");

    /// <summary>Makes the cluster if it is not there.</summary>
    public async Task PrepareAsync(string password, bool fast, CancellationToken ct)
    {
        await LetServerUserInAsync(ct);
        await MakeFolderAsync(Sockets, ct);
        if (Directory.Exists(Data))
        {
            return;
        }

        // Under another name first: an interrupted initdb must not pass for a cluster.
        foreach (var unfinished in Directory.GetDirectories(folder.Root, "initdb-*"))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        var workshop = folder.PathOf($"initdb-{Guid.CreateVersion7():N}");
        await MakeFolderAsync(workshop, ct);
        var fresh = Path.Combine(workshop, "data");
        var programs = PostgresInstall.ProgramsFor(Data);
        var init = PostgresInstall.AsServerUser(
            folder.Root, "/bin/sh", "-c", InitScript, "sh", fresh, programs, fast ? "--no-sync" : "");
        await (init with { Input = password }).RunAsync(ct);
        Directory.Move(fresh, Data);
        Directory.Delete(workshop, recursive: true);
    }

    /// <returns>Whether the server can have a small file system here.</returns>
    public async Task<bool> MakeSmallAsync(CancellationToken ct)
    {
        await MakeFolderAsync(Small, ct);
        return await SmallDisk.IsPossibleAsync(Small, ct);
    }

    public ServerLaunch Launch(int port, PostgresOptions options, bool small) =>
        new()
        {
            Name = "postgres",
            Folder = folder.Root,
            Variables = ProcessEnvironment.Clean(folder.Root),
            UserArguments = PostgresInstall.UserArguments,
            // Fast shutdown: open sessions are ended, a checkpoint is written.
            Stop = UnixSignal.Interrupt,
            CommandLine =
            [
                .. small ? SmallDisk.Mounted(options.SmallDiskMegabytes, Small, UnixSignal.Interrupt) : [],
                Path.Combine(PostgresInstall.ProgramsFor(Data), "postgres"), "-D", Data,
                "-c", "listen_addresses=127.0.0.1", "-c", $"port={port.ToString(CultureInfo.InvariantCulture)}",
                "-c", $"unix_socket_directories={SocketSetting()}", "-c", "unix_socket_permissions=0700",
                .. options.Arguments(),
            ],
        };

    private string SocketSetting()
    {
        var length = Encoding.UTF8.GetByteCount(Sockets);
        return length <= LongestSocketFolder && !Sockets.Contains(',') ? Sockets : "";
    }

    private static async Task MakeFolderAsync(string path, CancellationToken ct)
    {
        string[] owner = Environment.IsPrivilegedProcess ? ["-o", "postgres", "-g", "postgres"] : [];
        await new Command("install") { Arguments = ["-d", "-m", "700", .. owner, "--", path] }.RunAsync(ct);
    }

    private async Task LetServerUserInAsync(CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return;
        }

        // To pass through only; a folder from mktemp -d lets nobody but root in.
        await new Command("chmod") { Arguments = ["o+x", "--", folder.Root] }.RunAsync(ct);
        var reach = await PostgresInstall.AsServerUser("/", "test", "-x", folder.Root).AnswerAsync(ct);
        if (reach.Status != 0)
        {
            throw new InvalidOperationException(
                $"user postgres cannot reach {folder.Root}: a folder above it lets nobody else pass. {reach.Errors}");
        }
    }
}
