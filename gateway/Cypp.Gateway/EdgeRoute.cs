using System.Collections.Frozen;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Net.Http.Headers;

namespace Cypp.Gateway;

/// <summary>Who may pass the edge; the service behind it decides again, by role and relationship.</summary>
internal enum EdgePolicy
{
    /// <summary>A route that says nothing stops the start (GW-1).</summary>
    Unstated,

    Anonymous,

    /// <summary>A valid token of a partner agency.</summary>
    Agency,
}

/// <summary>Which limits count a request, beside that of its address (GW-5).</summary>
internal enum RatePolicy
{
    /// <summary>A route that says nothing stops the start (GW-1).</summary>
    Unstated,

    /// <summary>None but the address's: nobody has signed in.</summary>
    Address,

    /// <summary>The agency's requests a second, at once and a day.</summary>
    Agency,

    /// <summary>The agency's, and its few a second of what costs much.</summary>
    Heavy,
}

/// <summary>A way in. What it must state but does not, <see cref="RouteTable"/> refuses.</summary>
/// <param name="Pattern">Path as a route template; case does not matter.</param>
/// <param name="TimeOut">The longest that the whole exchange may take (GW-10).</param>
/// <param name="Headers">Request headers that pass, beside those that frame a message.</param>
/// <param name="Service">Who answers: a service's name, or <see cref="Edge"/> itself.</param>
internal sealed record EdgeRoute(
    string Id, string Pattern, IReadOnlyList<string> Methods, EdgePolicy Policy, RatePolicy Rate, TimeSpan TimeOut,
    IReadOnlyList<string> Headers, string Service)
{
    public const string Edge = "edge";
    public const long Megabyte = 1024 * 1024;

    private readonly TemplateMatcher _matcher = new(TemplateParser.Parse(Pattern), []);

    // What every match begins with; it is compared first, for most routes are not the one.
    private readonly string _beginning = Pattern.Split('{')[0].TrimEnd('/');
    private readonly FrozenSet<string> _passing = Headers.Concat(EdgeHeaders.Framing).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Bytes of body that are let through.</summary>
    public long MaxBody { get; init; } = Megabyte;

    /// <summary>Media type of a body, where one comes.</summary>
    public string BodyType { get; init; } = Gateway.BodyType.Json;

    /// <summary>Whether a browser's cookies pass, and new ones to it: where a person signs in, and nowhere else.</summary>
    public bool HasCookies => Headers.Contains(HeaderNames.Cookie);

    public bool Matches(PathString path) => path.Value!.StartsWith(_beginning, StringComparison.OrdinalIgnoreCase) && _matcher.TryMatch(path, []);

    /// <summary>Whether a request header of this name comes in.</summary>
    public bool Passes(string header) => _passing.Contains(header);

    /// <summary>What the route should state and does not.</summary>
    public IEnumerable<string> Missing()
    {
        (string Name, bool IsMissing)[] all =
        [
            ("methods", Methods.Count == 0), ("policy", Policy == EdgePolicy.Unstated), ("rate policy", Rate == RatePolicy.Unstated),
            ("time-out", TimeOut <= TimeSpan.Zero), ("request headers", Headers.Count == 0),
        ];
        return all.Where(one => one.IsMissing).Select(one => one.Name);
    }
}
