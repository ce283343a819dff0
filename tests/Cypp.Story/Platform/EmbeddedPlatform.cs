using System.Globalization;
using Cypp.ServiceKit.Time;
using Cypp.Testing.Servers;

namespace Cypp.Story.Platform;

/// <summary>Everything in one process on SQLite files.</summary>
public sealed class EmbeddedPlatform : IPlatform
{
    private readonly PlatformProcess _process;
    private readonly PlatformProcess _command;
    private readonly string[] _arguments;

    private EmbeddedPlatform(int port, string directory, IReadOnlyDictionary<string, string>? more)
    {
        Gateway = new Uri($"http://localhost:{port}");
        Directory = directory;
        Clock = new SharedBusinessClock(TimeProvider.System, Settings.BusinessTimeFile(directory));
        var management = FreePort.Next();
        var settings = Settings.Common(Gateway, directory);
        settings["ASPNETCORE_URLS"] = $"{Gateway.GetLeftPart(UriPartial.Authority)};http://127.0.0.1:{management}";
        settings["Management__Port"] = management.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in more ?? new Dictionary<string, string>())
        {
            settings[key] = value;
        }

        var program = Checkout.Program("gateway", "Cypp.Standalone");
        var logs = Path.Combine(directory, "logs");
        _arguments = ["--data", Path.Combine(directory, "databases")];
        _process = new PlatformProcess("standalone", program, settings, logs, new Uri($"http://127.0.0.1:{management}/readyz"));
        _command = new PlatformProcess("agency-command", program, settings, logs, Gateway);
    }

    public Uri Gateway { get; }

    public string Directory { get; }

    public SharedBusinessClock Clock { get; }

    public IReadOnlyList<string> Processes => [_process.Name];

    public static async Task<EmbeddedPlatform> StartAsync(
        int port, string directory, DateTimeOffset businessTime, IReadOnlyDictionary<string, string>? settings = null)
    {
        System.IO.Directory.CreateDirectory(directory);
        var platform = new EmbeddedPlatform(port, directory, settings);
        if (!File.Exists(Settings.BusinessTimeFile(directory)))
        {
            platform.Clock.MoveTo(businessTime);
        }

        await platform._process.StartAsync(platform._arguments);
        return platform;
    }

    public Task ImportAgenciesAsync(string file) => _command.RunAsync(["agency", "import", "--file", file, .. _arguments]);

    public async Task KillAndRestartAsync(string process)
    {
        await _process.KillAsync();
        await _process.StartAsync(_arguments);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
