using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cypp.Benchmarks.Measuring;

namespace Cypp.Benchmarks;

/// <summary>The result as tables for people and as JSON.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static async Task WriteAsync(Measured measured, string? file)
    {
        Write("| peer | req/s | CPU us/op | p50 ms | p99 ms |");
        Write("|---|---|---|---|---|");
        foreach (var peer in measured.Readings.GroupBy(reading => reading.Peer))
        {
            Write($"| {peer.Key} | {Median(peer, one => one.RequestsPerSecond, "0")} | {Median(peer, one => one.Cpu, "0.0")} | {Median(peer, one => one.P50Milliseconds, "0.000")} | {Median(peer, one => one.P99Milliseconds, "0.000")} |");
        }

        Write("");
        Write("| goal | ratio | target | median | spread | met |");
        Write("|---|---|---|---|---|---|");
        foreach (var ratio in measured.Ratios)
        {
            Write(RowOf(ratio));
        }

        if (file is not null)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(measured, Json));
        }
    }

    public static string RowOf(Ratio ratio)
    {
        var (target, met) = double.IsNaN(ratio.Target) ? ("-", "-")
            : (string.Create(CultureInfo.InvariantCulture, $"{(ratio.AtLeast ? ">=" : "<=")} {ratio.Target:0.00}"), ratio.IsMet ? "yes" : "no");
        return string.Create(CultureInfo.InvariantCulture, $"| {ratio.Goal} | {ratio.What} | {target} | {ratio.Median:0.00} | {ratio.Lowest:0.00}-{ratio.Highest:0.00} | {met} |");
    }

    // What a peer has none of, such as the median of a whole batch, is no number.
    private static string Median(IEnumerable<Reading> readings, Func<Reading, double> value, string format) =>
        Ratio.MedianOf(readings.Select(value)) is var median && double.IsNaN(median) ? "-" : median.ToString(format, CultureInfo.InvariantCulture);

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Write(string line) => Console.WriteLine(line);
}
