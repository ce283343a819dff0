using System.Diagnostics;
using System.Security.Cryptography;
using Cypp.Testing;

namespace Cypp.System.Tests.Wire;

/// <summary>A program of the platform as an operator starts it, run to its end.</summary>
internal static class StartedProgram
{
    /// <summary>Stands in every secret setting, and may stand in nothing that a program says.</summary>
    public const string Secret = "hunter2";

    private const string Nobody = "127.0.0.1:9";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public sealed record End(int Code, string Errors, string Output)
    {
        /// <summary>The one line that is said of why, or all that was said where it is not one.</summary>
        public string Line => Errors.TrimEnd('\n') is var line && !line.Contains('\n') && !(Errors + Output).Contains("   at ", StringComparison.Ordinal) ? line : Errors + Output;
    }

    /// <summary>All that a program needs to start, with servers that are away.</summary>
    public static Dictionary<string, string?> SettingsOf(string program, string directory)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Trust__Mode"] = "issuer",
            ["Trust__Issuer"] = TestIssuer.Issuer,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        };
        if (program == "Gateway")
        {
            settings["Exchange__KeyFile"] = KeyIn(directory);
            settings["Services__identity"] = $"http://{Nobody}";
            return settings;
        }

        settings["Database__Engine"] = "postgresql";
        settings["Database__ConnectionString"] = $"Host=127.0.0.1;Port=9;Username=app;Password={Secret}";
        settings["Bus__Transport"] = "rabbitmq";
        settings["Bus__Address"] = $"amqp://app:{Secret}@{Nobody}";
        if (program == "Identity")
        {
            settings["Identity__Issuer"] = TestIssuer.Issuer;
            settings["Identity__KeyDirectory"] = Path.Combine(directory, "keys");
            return settings;
        }

        settings["Audit__KeyDirectory"] = Path.Combine(directory, "audit-keys");
        settings["Audit__WitnessDirectory"] = Path.Combine(directory, "audit-witness");
        settings["Authority__SocialWorkAgencyId"] = settings["Authority__EducationAgencyId"] = ServiceUnderTest.SocialWorkAgencyId.ToString();
        settings["Authority__OfficePhone"] = settings["Authority__OutOfHoursPhone"] = "0113 496 0001";
        if (program != "Index")
        {
            settings["Restrictions__Address"] = $"http://{Nobody}";
        }

        return settings;
    }

    public static async Task<End> RunAsync(string program, IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"Cypp.{program}.dll"), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings.Where(setting => setting.Value is not null))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var (errors, output) = (process.StandardError.ReadToEndAsync(limit.Token), process.StandardOutput.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return new End(process.ExitCode, await errors, await output);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static string KeyIn(string directory)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var file = Path.Combine(directory, "gateway.pem");
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        return file;
    }
}
