namespace Cypp.Gateway;

/// <summary>The ways in, complete: a route that leaves something to chance stops the start (GW-1).</summary>
internal sealed class RouteTable
{
    /// <exception cref="InvalidOperationException">A route does not state all that it must, or two have one name.</exception>
    public RouteTable(IReadOnlyList<EdgeRoute> routes)
    {
        var faults = routes
            .Where(route => route.Missing().Any())
            .Select(route => $"Route {route.Id} does not state: {string.Join(", ", route.Missing())}.")
            .Concat(routes.CountBy(route => route.Id).Where(count => count.Value > 1).Select(count => $"Two routes are named {count.Key}."))
            .Concat(routes.Where(HasNobodyToCount).Select(route => $"Route {route.Id} counts by agency but lets anyone in."))
            .ToList();
        All = faults.Count == 0 ? routes : throw new InvalidOperationException(string.Join(" ", faults));
    }

    public IReadOnlyList<EdgeRoute> All { get; }

    /// <summary>The first that matches decides.</summary>
    public EdgeRoute? Find(PathString path) => All.FirstOrDefault(route => route.Matches(path));

    private static bool HasNobodyToCount(EdgeRoute route) => route is { Policy: EdgePolicy.Anonymous, Rate: RatePolicy.Agency or RatePolicy.Heavy };
}
