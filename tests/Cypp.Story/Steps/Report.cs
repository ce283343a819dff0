using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.City;

namespace Cypp.Story.Steps;

/// <summary>Prints the story as it is played, and keeps what is missing.</summary>
internal sealed class Report(TextWriter output, CityAgencies agencies)
{
    private readonly List<string> _missing = [];
    private IReadOnlyDictionary<string, int> _sent = new Dictionary<string, int>();
    private string _counts = "";

    public IReadOnlyList<string> Missing => _missing;

    public async Task BeginAsync(int step, string title, DateTimeOffset businessTime)
    {
        output.WriteLine();
        output.WriteLine($"Step {step}  {title}   [{businessTime:dddd d MMMM yyyy}]");
        _sent = await Quiet.SentAsync(agencies);
        _counts = await CountsAsync();
    }

    public void Did(DemoAgency agency, string role, string what) => output.WriteLine($"  did        {agency.Name}, {role}: {what}");

    /// <summary>Notes that someone sees just what they may.</summary>
    public void Sees(DemoAgency agency, string role, string what, bool holds) => Check($"  sees       {agency.Name}, {role}: {what}", holds);

    /// <summary>Notes that someone does not see what they must not.</summary>
    public void SeesNot(DemoAgency agency, string role, string what, bool holds) => Check($"  sees not   {agency.Name}, {role}: {what}", holds);

    public void Holds(string what, bool holds) => Check($"  holds      {what}", holds);

    public async Task EndAsync()
    {
        await Quiet.WaitAsync(agencies);
        var sent = await Quiet.SentAsync(agencies);
        foreach (var (type, count) in sent.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (count - _sent.GetValueOrDefault(type) is > 0 and var more)
            {
                output.WriteLine($"  travelled  {type} x{more}");
            }
        }

        output.WriteLine($"  counts     before {_counts}");
        output.WriteLine($"             after  {await CountsAsync()}");
    }

    private void Check(string line, bool holds)
    {
        output.WriteLine(holds ? line : line + "   MISSING");
        if (!holds)
        {
            _missing.Add(line.Trim());
        }
    }

    private async Task<string> CountsAsync()
    {
        var manager = await agencies.SystemOf(DemoAgencies.SocialWork).AsAsync(Roles.PerformanceManager);
        var answer = Expect.Success(await manager.GetAsync("/outcomes/v1/counts"), "counts");
        return Brief(answer.Json);
    }

    private static string Brief(JsonNode counts) => counts["city"] is JsonObject city
        ? string.Join(", ", city.Select(pair => $"{pair.Key} {pair.Value}"))
        : counts.ToJsonString();
}
