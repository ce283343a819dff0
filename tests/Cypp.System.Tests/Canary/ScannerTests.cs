using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace Cypp.System.Tests.Canary;

/// <summary>That the search would find something: one canary planted where <see cref="CanaryTests"/> looks, and in each disguise.</summary>
public sealed class ScannerTests
{
    [Fact]
    public async Task PlantedInLogAndSpan_IsFoundInWhatIsExported()
    {
        var canaries = new Canaries();
        await using var capture = await OtlpCapture.StartAsync();
        using var source = new ActivitySource("Cypp.Canary.Control");
        using (Sdk.CreateTracerProviderBuilder().AddSource(source.Name).AddOtlpExporter(options => To("v1/traces", options)).Build())
        using (var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options => options.AddOtlpExporter(exporter => To("v1/logs", exporter)))))
        {
            using var span = source.StartActivity("control");
            // Not as an exception: where the platform runs in this process, it takes an exception's words away.
            span!.SetTag("control", canaries.Mark("tag of a span"));
            var (logger, text) = (loggers.CreateLogger("control"), canaries.Mark("log"));
            Planted.Log(logger, text);
        }

        var found = capture.Received.SelectMany(one => new Scanner(canaries).Find(one.Signal, one.Body)).ToList();
        Assert.Contains(found, one => one.StartsWith("traces", StringComparison.Ordinal));
        Assert.Contains(found, one => one.StartsWith("logs", StringComparison.Ordinal));

        void To(string path, OtlpExporterOptions options) => (options.Endpoint, options.Protocol) = (new Uri(capture.Address, path), OtlpExportProtocol.HttpProtobuf);
    }

    public static TheoryData<string, Func<string, string>> Disguises => new()
    {
        { "plain", text => text },
        { "other case", text => text.ToUpperInvariant() },
        { "URL", Uri.EscapeDataString },
        { "form", text => text.Replace(' ', '+') },
        { "base64", text => Convert.ToBase64String(Encoding.UTF8.GetBytes("a" + text)) },
        { "base64, shifted", text => Convert.ToBase64String(Encoding.UTF8.GetBytes("ab" + text)) },
        { "base64, shifted twice", text => Convert.ToBase64String(Encoding.UTF8.GetBytes("abc" + text)) },
        { "hexadecimal", text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)) },
        { "UTF-16", text => Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(text)) },
        { "JSON escapes", text => string.Concat(text.Select(letter => $"\\u{(int)letter:X4}")) },
    };

    [Theory, MemberData(nameof(Disguises))]
    public void Disguised_IsFound(string name, Func<string, string> disguise)
    {
        var canaries = new Canaries();
        canaries.NhsNumber("9990000018");
        canaries.Date("2003-03-14", "birth date");
        canaries.Postcode("LS2 8AA");
        var scanner = new Scanner(canaries);
        foreach (var secret in (string[])[canaries.Mark("text"), "9990000018", "2003-03-14", "14/03/2003", "LS2 8AA"])
        {
            Assert.True(scanner.Find(name, $"before {disguise(secret)} after").Any(), $"{secret} as {name}");
        }

        Assert.Empty(scanner.Find(name, "a day like any other, 2003-03-15, 19990000018 bytes"));
    }
}

internal static partial class Planted
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Control: {Text}")]
    public static partial void Log(ILogger logger, string text);
}
