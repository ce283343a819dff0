using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Gateway.Tests;

/// <summary>GW-1: what a route leaves unsaid stops the start.</summary>
public sealed class RouteTableTests
{
    private static readonly EdgeRoute Whole = new(
        "cases", "/early-help/v1/cases", ["GET"], EdgePolicy.Agency, RatePolicy.Agency, TimeSpan.FromMinutes(1), ["Accept"], "early-help");

    public static TheoryData<string> Parts => ["methods", "policy", "rate policy", "time-out", "request headers"];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Build_RouteWithoutOnePart_StopsAndNamesRouteAndPart(string part)
    {
        var stopped = Assert.Throws<InvalidOperationException>(() => Build(Without(part)));
        Assert.Equal($"Route cases does not state: {part}.", stopped.Message);
    }

    [Fact]
    public void Build_WholeRoute_Starts() => Build(Whole);

    [Fact]
    public void Build_TwoRoutesOfOneName_Stops() =>
        Assert.Equal("Two routes are named cases.", Assert.Throws<InvalidOperationException>(() => Build(Whole, Whole)).Message);

    [Fact]
    public void Build_PublicRouteCountedByAgency_Stops() => Assert.Contains(
        "counts by agency", Assert.Throws<InvalidOperationException>(() => Build(Whole with { Policy = EdgePolicy.Anonymous })).Message);

    private static EdgeRoute Without(string part) => part switch
    {
        "methods" => Whole with { Methods = [] },
        "policy" => Whole with { Policy = EdgePolicy.Unstated },
        "rate policy" => Whole with { Rate = RatePolicy.Unstated },
        "time-out" => Whole with { TimeOut = TimeSpan.Zero },
        _ => Whole with { Headers = [] },
    };

    private static void Build(params EdgeRoute[] routes) => GatewayHost.Build(
        ["--Trust:Mode=local", "--Trust:Issuer=https://issuer.test"],
        builder => builder.Services.AddSingleton(_ => new RouteTable(routes))).DisposeAsync().AsTask().GetAwaiter().GetResult();
}
