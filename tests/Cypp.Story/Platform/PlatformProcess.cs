using System.Diagnostics;

namespace Cypp.Story.Platform;

/// <summary>One process of the platform: started, ended politely or killed, its output in a file.</summary>
internal sealed class PlatformProcess(string name, IProgram program, IReadOnlyDictionary<string, string> settings, string logDirectory, Uri ready)
    : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static int _runs;
    private Process? _process;
    private string _run = "";

    public string Name => name;

    /// <summary>Of its next start, beside its settings.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>();

    public int ProcessId => _process!.Id;

    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; the text says where its log is.</exception>
    public async Task StartAsync(params string[] arguments)
    {
        _process = Launch(_run = NextRun(), arguments);
        using var limit = new CancellationTokenSource(Patience);
        while (!await IsReadyAsync(limit.Token))
        {
            if (_process.HasExited || limit.IsCancellationRequested)
            {
                throw new InvalidOperationException($"{name} did not become ready; see {LogFile}.");
            }
        }
    }

    /// <summary>Runs it to its end, for a command such as migrate.</summary>
    /// <exception cref="InvalidOperationException">It ended with an error.</exception>
    public async Task RunAsync(params string[] arguments)
    {
        if (await ExitCodeOfAsync(arguments) is not 0 and var code)
        {
            throw new InvalidOperationException($"{name} {string.Join(' ', arguments)} ended with {code}; see {LogFile}.");
        }
    }

    public async Task<int> ExitCodeOfAsync(params string[] arguments)
    {
        using var process = Launch(NextRun(), arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>The same program with the same settings, under another name.</summary>
    /// <param name="readyToo">Where it says that it is ready.</param>
    public PlatformProcess Beside(string other, Uri readyToo) => new(other, program, settings, logDirectory, readyToo);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (program.Kill(_run) is not { } words || !await IsDoneAsync(words))
        {
            _process!.Kill();
        }

        await _process!.WaitForExitAsync();
    }

    /// <summary>As an operator or Kubernetes ends it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await TerminateAsync(_process!);
        using var limit = new CancellationTokenSource(Patience);
        await _process!.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Starts it and does not wait until it is ready.</summary>
    public void Begin() => _process = Launch(_run = NextRun(), []);

    /// <summary>Whether it could serve now, and whether it is alive at all.</summary>
    public async Task<bool> IsReadyAsync() => _process is { HasExited: false } && await IsReadyAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await TerminateAsync(_process);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
            {
                await KillAsync();
            }
        }

        _process?.Dispose();
    }

    private static Task<bool> TerminateAsync(Process process) => IsDoneAsync(["kill", "-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

    private static async Task<bool> IsDoneAsync(IReadOnlyList<string> words)
    {
        using var command = Process.Start(words[0], words.Skip(1));
        await command.WaitForExitAsync();
        return command.ExitCode == 0;
    }

    public string LogFile => Path.Combine(logDirectory, name + ".log");

    private string NextRun() => $"cypp-{System.Environment.ProcessId}-{name}-{Interlocked.Increment(ref _runs)}";

    private Process Launch(string run, string[] arguments)
    {
        System.IO.Directory.CreateDirectory(logDirectory);
        var environment = settings.Concat(Environment).GroupBy(setting => setting.Key).ToDictionary(setting => setting.Key, setting => setting.Last().Value);
        // The redirection keeps the log whole even when the process is killed; bash, since sh drops variables with a hyphen.
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null");
        foreach (var argument in (string[])["bash", LogFile, .. program.Command(run, environment, arguments)])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync(ready, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            // Nothing outside the process tells that it listens: look again in a moment.
            await Task.Delay(20, CancellationToken.None);
            return false;
        }
    }
}
