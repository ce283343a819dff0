using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cypp.Story.Watch;

/// <summary>Asks Prometheus what a panel shows.</summary>
internal sealed partial class PrometheusQuery(Uri address)
{
    private const int Steps = 120;
    private static readonly HttpClient Http = new();

    /// <param name="Name">As the legend has it.</param>
    internal sealed record Series(string Name, IReadOnlyList<(DateTimeOffset At, double Value)> Points);

    /// <exception cref="HttpRequestException">Prometheus does not answer, or not so.</exception>
    public async Task<IReadOnlyList<Series>> AskAsync(Dashboard.Target target, DateTimeOffset until, TimeSpan back)
    {
        var query = Uri.EscapeDataString(target.Expr.Replace("$service", ".+", StringComparison.Ordinal));
        var (from, step) = ((until - back).ToUnixTimeSeconds(), Math.Max(1, (int)back.TotalSeconds / Steps));
        var answer = await Http.GetFromJsonAsync<JsonElement>(new Uri(address, $"api/v1/query_range?query={query}&start={from}&end={until.ToUnixTimeSeconds()}&step={step}"));
        return [.. answer.GetProperty("data").GetProperty("result").EnumerateArray().Select(one => new Series(
            NameOf(target.LegendFormat, one.GetProperty("metric")),
            [.. one.GetProperty("values").EnumerateArray().Select(pair => (
                DateTimeOffset.FromUnixTimeSeconds((long)pair[0].GetDouble()), ValueOf(pair[1].GetString()!)))]))];
    }

    private static double ValueOf(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static string NameOf(string legend, JsonElement labels) =>
        Label().Replace(legend, label => labels.TryGetProperty(label.Groups[1].Value, out var value) ? value.GetString()! : "");

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Label();
}
