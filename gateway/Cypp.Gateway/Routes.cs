namespace Cypp.Gateway;

/// <summary>
/// Every way in, for the gateway and for the single process alike. The first that matches decides; what none matches is
/// 404, and a method that its route does not name 405 (GW-1).
/// </summary>
internal static class Routes
{
    /// <summary>Services behind the edge. The path prefix is the name; nothing is rewritten.</summary>
    public static readonly IReadOnlyList<string> Services = ["index", "early-help", "safeguarding", "learning", "health", "outcomes", "identity"];

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly string[] Get = ["GET"];
    private static readonly string[] Post = ["POST"];
    private static readonly string[] Page = ["GET", "POST"];
    private static readonly string[] Api = ["GET", "POST", "PUT"];

    public static readonly IReadOnlyList<EdgeRoute> All =
    [
        Public("home", "/", Get, EdgeHeaders.Reading, EdgeRoute.Edge),
        Public("assets", "/assets/{name}", Get, EdgeHeaders.Reading, EdgeRoute.Edge),
        Public("status", "/status", Get, EdgeHeaders.Reading, EdgeRoute.Edge),
        Public("reference", "/reference/{**rest}", Get, EdgeHeaders.Reading, EdgeRoute.Edge),
        Public("token", "/identity/connect/token", Post, EdgeHeaders.Writing, "identity") with { BodyType = BodyType.Form },
        Public("pushed-authorization", "/identity/connect/par", Post, EdgeHeaders.Writing, "identity") with { BodyType = BodyType.Form },
        Public("authorize", "/identity/connect/authorize", Get, EdgeHeaders.SigningIn, "identity"),
        Public("sign-in", "/identity/sign-in/{step?}", Page, EdgeHeaders.SigningIn, "identity") with { BodyType = BodyType.Form },
        Public("enrolment", "/identity/enrol/{step?}", Page, EdgeHeaders.SigningIn, "identity") with { BodyType = BodyType.Form },
        Public("discovery", "/identity/.well-known/{document}", Get, EdgeHeaders.Reading, "identity"),
        Public("scorecard", "/outcomes/v1/scorecard", Get, EdgeHeaders.Reading, "outcomes"),
        // Fifty megabytes need longer than a minute where the line is slow.
        new(
            "attendance-uploads", "/learning/v1/attendance-uploads", Post, EdgePolicy.Agency, RatePolicy.Heavy, 5 * Minute, EdgeHeaders.Writing,
            "learning") { MaxBody = 50 * EdgeRoute.Megabyte, BodyType = BodyType.Table },
        .. Services.Select(service => Public($"{service}-description", $"/openapi/{service}.json", Get, EdgeHeaders.Reading, service)),
        .. Services.Select(service => new EdgeRoute(
            service, $"/{service}/v1/{{**rest}}", Api, EdgePolicy.Agency, RatePolicy.Agency, Minute, EdgeHeaders.Writing, service)),
    ];

    private static EdgeRoute Public(string id, string pattern, string[] methods, string[] headers, string service) =>
        new(id, pattern, methods, EdgePolicy.Anonymous, RatePolicy.Address, Minute, headers, service);
}
