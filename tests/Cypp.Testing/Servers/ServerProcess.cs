using System.Diagnostics;

namespace Cypp.Testing.Servers;

/// <summary>How a server is started: every part is exec'd, so that the process is the server itself.</summary>
internal sealed record ServerLaunch
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> CommandLine { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public required string Folder { get; init; }

    /// <summary>Tells it to end in order; the kernel sends it too when this process dies, by whatever cause.</summary>
    public required UnixSignal Stop { get; init; }

    /// <summary>Arguments of setpriv(1) that change the user.</summary>
    public IReadOnlyList<string> UserArguments { get; init; } = [];

    public string PidFile => Path.Combine(Folder, $"{Name}.pid");

    public string LogFile => Path.Combine(Folder, $"{Name}.log");
}

/// <summary>A server that was started here, or was left over by an owner that was killed.</summary>
internal sealed class ServerProcess(ServerLaunch launch, ProcessIdentity? identity)
{
    private const int TailLength = 2_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(120);

    public bool IsRunning => identity is { IsRunning: true };

    public int Id => identity!.Id;

    public static async Task<ServerProcess> StartAsync(ServerLaunch launch)
    {
        var identity = await LaunchThread.RunAsync(() => Launch(launch));
        await File.WriteAllTextAsync(launch.PidFile, identity?.ToString() ?? "");
        return new ServerProcess(launch, identity);
    }

    /// <summary>What the pid file names, running or not.</summary>
    public static ServerProcess LeftOver(ServerLaunch launch) =>
        new(launch, File.Exists(launch.PidFile) ? ProcessIdentity.Parse(File.ReadAllText(launch.PidFile)) : null);

    public async Task WaitUntilReadyAsync(Func<CancellationToken, Task<bool>> ready, CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await ready(ct))
        {
            if (!IsRunning)
            {
                throw new InvalidOperationException($"{launch.Name} ended while it started: {LogTail()}");
            }

            if (Stopwatch.GetElapsedTime(since) > StartPatience)
            {
                throw new TimeoutException($"{launch.Name} does not answer: {LogTail()}");
            }

            await Task.Delay(Pause, ct);
        }
    }

    /// <summary>In order; by force when that takes longer than a minute.</summary>
    public Task StopAsync() => EndAsync(launch.Stop);

    public async Task EndAsync(UnixSignal signal)
    {
        if (!await EndsAfterAsync(signal))
        {
            await EndsAfterAsync(UnixSignal.Kill);
        }

        File.Delete(launch.PidFile);
    }

    private static ProcessIdentity? Launch(ServerLaunch launch)
    {
        // setsid: Ctrl-C in a terminal reaches the owner alone, which then stops its servers in order.
        var info = new ProcessStartInfo("/bin/sh",
        [
            "-c", """umask 077; log=$1; shift; exec "$@" </dev/null >>"$log" 2>&1""", "sh", launch.LogFile,
            "setsid", "setpriv", "--pdeathsig", launch.Stop.ShortName(), .. launch.UserArguments, "--",
            .. launch.CommandLine,
        ])
        {
            WorkingDirectory = launch.Folder,
        };
        info.ReplaceEnvironment(launch.Variables);
        using var process = Process.Start(info);
        return process is null ? null : ProcessIdentity.Of(process.Id);
    }

    private async Task<bool> EndsAfterAsync(UnixSignal signal)
    {
        if (IsRunning)
        {
            signal.SendTo(identity!.Id);
        }

        var since = Stopwatch.GetTimestamp();
        while (IsRunning && Stopwatch.GetElapsedTime(since) < Patience)
        {
            await Task.Delay(Pause);
        }

        return !IsRunning;
    }

    private string LogTail()
    {
        var text = File.Exists(launch.LogFile) ? File.ReadAllText(launch.LogFile) : "";
        return text[Math.Max(0, text.Length - TailLength)..];
    }
}
