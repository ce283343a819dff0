using System.Diagnostics;
using Cypp.Story.Platform;
using Cypp.Testing.Servers;

namespace Cypp.Story.Watch;

/// <summary>Debian's Prometheus beside the platform, with the alert rules of the cluster.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly Process _process;

    private PrometheusServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="metrics">Where they are scraped.</param>
    public static PrometheusServer Start(string directory, Uri metrics)
    {
        var rules = Directory.CreateDirectory(Path.Combine(directory, "rules")).FullName;
        // There is no collector here to be missed.
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "deploy", "k8s", "components", "monitoring", "rules"), "*.yaml").Where(file => Path.GetFileName(file) != "collector.yaml"))
        {
            File.WriteAllText(Path.Combine(rules, Path.GetFileName(file)), SpecOf(File.ReadLines(file)));
        }

        var configuration = Path.Combine(directory, "prometheus.yml");
        File.WriteAllText(configuration, $"""
            global:
              scrape_interval: 5s
              evaluation_interval: 5s
            rule_files:
              - {rules}/*.yaml
            scrape_configs:
              - job_name: cypp
                honor_labels: true
                static_configs:
                  - targets: ["{metrics.Authority}"]
            """);
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var start = new ProcessStartInfo("/bin/bash")
        {
            ArgumentList =
            {
                "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "bash", Path.Combine(directory, "prometheus.log"),
                "prometheus", "--config.file=" + configuration, "--storage.tsdb.path=" + Path.Combine(directory, "data"),
                "--storage.tsdb.retention.time=1d", "--web.listen-address=" + address.Authority,
            },
        };
        return new PrometheusServer(Process.Start(start)!, address);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>A rule object's spec is a rule file, two columns further right.</summary>
    private static string SpecOf(IEnumerable<string> lines) =>
        string.Join('\n', lines.SkipWhile(line => line != "spec:").Skip(1).Select(line => line.Length > 2 ? line[2..] : line));
}
