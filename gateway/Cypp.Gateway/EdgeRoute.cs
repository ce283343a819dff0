using Microsoft.AspNetCore.Routing.Template;

namespace Cypp.Gateway;

/// <summary>Who may pass the edge; the service behind it decides again, by role and relationship.</summary>
internal enum EdgePolicy
{
    Anonymous,

    /// <summary>A valid token of a partner agency.</summary>
    Agency,
}

/// <summary>A way in.</summary>
/// <param name="Pattern">Path as a route template; case does not matter.</param>
/// <param name="Service">Who answers: a service's name, or <see cref="Edge"/> itself.</param>
/// <param name="MaxBody">Bytes of body that are let through.</param>
internal sealed record EdgeRoute(
    string Id, string Pattern, IReadOnlyList<string> Methods, EdgePolicy Policy, string Service, long MaxBody = EdgeRoute.Megabyte)
{
    public const string Edge = "edge";
    public const long Megabyte = 1024 * 1024;

    private readonly TemplateMatcher _matcher = new(TemplateParser.Parse(Pattern), []);

    public bool Matches(PathString path) => _matcher.TryMatch(path, []);
}
