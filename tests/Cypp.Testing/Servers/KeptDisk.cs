using System.Globalization;

namespace Cypp.Testing.Servers;

/// <summary>
/// A small file system in memory that outlives the server on it, as a volume outlives a pod: a process that does nothing holds it in
/// namespaces of its own, and the server enters them. See <see cref="SmallDisk"/> for who can have one.
/// </summary>
internal sealed class KeptDisk
{
    private const string Hold = """mount -t tmpfs -o "size=$1m,mode=700" tmpfs "$2" && exec setpriv --pdeathsig TERM -- sleep infinity""";
    private readonly ServerProcess _holder;
    private readonly string _filler;

    private KeptDisk(ServerProcess holder, string at) => (_holder, _filler) = (holder, Path.Combine(at, "filler"));

    /// <summary>What stands in front of a command line; its process stays the server's own.</summary>
    public IReadOnlyList<string> Within =>
    [
        "nsenter", "--target", _holder.Id.ToString(CultureInfo.InvariantCulture), "--user", "--mount", "--preserve-credentials", "--",
        "setpriv", "--pdeathsig", UnixSignal.Terminate.ShortName(), "--",
    ];

    /// <param name="folder">Where its process notes its number.</param>
    /// <param name="at">Folder in whose place it is for those within.</param>
    /// <returns>Null: here there can be none.</returns>
    public static async Task<KeptDisk?> MountAsync(string folder, string at, int megabytes, CancellationToken ct)
    {
        var trial = new Command("unshare") { Arguments = ["--map-root-user", "--mount", "--", "mount", "-t", "tmpfs", "tmpfs", at] };
        if ((await trial.AnswerAsync(ct)).Status != 0)
        {
            return null;
        }

        var holder = await ServerProcess.StartAsync(new ServerLaunch
        {
            Name = "disk",
            Folder = folder,
            Variables = ProcessEnvironment.Clean(folder),
            Stop = UnixSignal.Terminate,
            CommandLine = ["unshare", "--map-root-user", "--mount", "--", "/bin/sh", "-c", Hold, "sh", megabytes.ToString(CultureInfo.InvariantCulture), at],
        });
        await holder.WaitUntilReadyAsync(
            async wait => holder.IsRunning && (await File.ReadAllTextAsync($"/proc/{holder.Id}/mountinfo", wait)).Contains($" {at} ", StringComparison.Ordinal), ct);
        return new(holder, at);
    }

    /// <summary>To its last block.</summary>
    public Task FillAsync(CancellationToken ct) => RunAsync("cat /dev/zero >>\"$1\" 2>/dev/null; true", ct);

    public Task FreeAsync(CancellationToken ct) => RunAsync("rm -f \"$1\"", ct);

    public Task StopAsync() => _holder.StopAsync();

    private async Task RunAsync(string script, CancellationToken ct)
    {
        string[] line = [.. Within, "/bin/sh", "-c", script, "sh", _filler];
        await new Command(line[0]) { Arguments = line[1..] }.RunAsync(ct);
    }
}
