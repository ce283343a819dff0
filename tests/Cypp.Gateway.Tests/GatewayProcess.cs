using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Cypp.Testing.Servers;

namespace Cypp.Gateway.Tests;

/// <summary>The gateway as a process of its own, to be told to stop as Kubernetes tells it.</summary>
internal sealed class GatewayProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _keyFile;

    private GatewayProcess(Process process, string keyFile, int port, int management)
    {
        (_process, _keyFile) = (process, keyFile);
        (Address, Management) = (new Uri($"http://127.0.0.1:{port}"), new Uri($"http://127.0.0.1:{management}"));
    }

    public Uri Address { get; }

    public Uri Management { get; }

    public static async Task<GatewayProcess> StartAsync(params string[] settings)
    {
        // It signs in to identity with this, and here nobody asks it to.
        var (ports, keyFile) = (FreePort.Next(2), Path.GetTempFileName());
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        }

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Cypp.Gateway.dll"), $"--urls=http://127.0.0.1:{ports[0]};http://127.0.0.1:{ports[1]}",
            string.Create(CultureInfo.InvariantCulture, $"--Management:Port={ports[1]}"), "--Trust:Mode=issuer", "--Trust:Issuer=https://issuer.test", $"--Exchange:KeyFile={keyFile}",
            .. settings,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        var gateway = new GatewayProcess(Process.Start(start)!, keyFile, ports[0], ports[1]);
        while (await gateway._process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Application started", StringComparison.Ordinal))
        {
        }

        _ = gateway._process.StandardOutput.ReadToEndAsync();
        return gateway;
    }

    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <returns>Exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        File.Delete(_keyFile);
    }
}
