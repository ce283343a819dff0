namespace Cypp.Gateway;

/// <summary>
/// Every way in, for the gateway and for the single process alike. The first that matches decides; what none matches is
/// 404, and a method that its route does not name 405 (GW-1).
/// </summary>
internal static class Routes
{
    /// <summary>Services behind the edge. The path prefix is the name; nothing is rewritten.</summary>
    public static readonly IReadOnlyList<string> Services = ["index", "early-help", "safeguarding", "learning", "health", "outcomes", "identity"];

    private static readonly string[] Get = ["GET"];
    private static readonly string[] Post = ["POST"];
    private static readonly string[] Api = ["GET", "POST", "PUT"];

    public static readonly IReadOnlyList<EdgeRoute> All =
    [
        new("home", "/", Get, EdgePolicy.Anonymous, EdgeRoute.Edge),
        new("assets", "/assets/{name}", Get, EdgePolicy.Anonymous, EdgeRoute.Edge),
        new("status", "/status", Get, EdgePolicy.Anonymous, EdgeRoute.Edge),
        new("reference", "/reference/{**rest}", Get, EdgePolicy.Anonymous, EdgeRoute.Edge),
        new("token", "/identity/connect/token", Post, EdgePolicy.Anonymous, "identity"),
        new("discovery", "/identity/.well-known/{document}", Get, EdgePolicy.Anonymous, "identity"),
        new("scorecard", "/outcomes/v1/scorecard", Get, EdgePolicy.Anonymous, "outcomes"),
        new("attendance-uploads", "/learning/v1/attendance-uploads", Post, EdgePolicy.Agency, "learning", 50 * EdgeRoute.Megabyte),
        .. Services.Select(service => new EdgeRoute($"{service}-description", $"/openapi/{service}.json", Get, EdgePolicy.Anonymous, service)),
        .. Services.Select(service => new EdgeRoute(service, $"/{service}/v1/{{**rest}}", Api, EdgePolicy.Agency, service)),
    ];

    public static EdgeRoute? Find(PathString path) => All.FirstOrDefault(route => route.Matches(path));
}
