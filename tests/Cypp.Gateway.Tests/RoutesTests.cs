namespace Cypp.Gateway.Tests;

/// <summary>GW-1: the table of ways in.</summary>
public sealed class RoutesTests
{
    private static readonly RouteTable Table = new(Routes.All);

    [Fact]
    public void Table_StatesEverythingOfEveryRoute()
    {
        Assert.All(Routes.All, route => Assert.Empty(route.Missing()));
        Assert.All(Routes.All, route => Assert.True(route.MaxBody is > 0 and <= 50 * EdgeRoute.Megabyte));
        Assert.All(Routes.Services, service => Assert.Equal(EdgePolicy.Agency, Table.Find($"/{service}/v1/anything/at/all")?.Policy));
    }

    [Fact]
    public void Table_LetsNobodyInWithoutATokenBut() => Assert.Equal(
        [
            "/", "/assets/{name}", "/status", "/reference/{**rest}", "/identity/connect/token", "/identity/connect/par",
            "/identity/connect/authorize", "/identity/sign-in/{step?}", "/identity/enrol/{step?}", "/identity/.well-known/{document}", "/outcomes/v1/scorecard", .. Routes.Services.Select(service => $"/openapi/{service}.json"),
        ],
        Routes.All.Where(route => route.Policy == EdgePolicy.Anonymous).Select(route => route.Pattern));

    /// <summary>Cookies pass where a person signs in, with no token beside them.</summary>
    [Fact]
    public void Table_LetsCookiesThroughToTheSignInOnly()
    {
        var withCookies = Routes.All.Where(route => route.HasCookies).ToList();
        Assert.Equal(["/identity/connect/authorize", "/identity/sign-in/{step?}", "/identity/enrol/{step?}"], withCookies.Select(route => route.Pattern));
        Assert.All(withCookies, route => Assert.DoesNotContain("Authorization", route.Headers));
    }

    [Theory]
    [InlineData("/identity/sign-in", "sign-in")]
    [InlineData("/identity/sign-in/code", "sign-in")]
    [InlineData("/identity/sign-in/code/more", null)]
    [InlineData("/identity/internal/revocations", null)]
    [InlineData("/index/v1/children", "index")]
    [InlineData("/INDEX/v1/children", "index")]
    [InlineData("/outcomes/v1/scorecard", "scorecard")]
    [InlineData("/learning/v1/attendance-uploads", "attendance-uploads")]
    [InlineData("/learning/v1/attendance-uploads/1", "learning")]
    [InlineData("/index/ready", null)]
    [InlineData("/readyz", null)]
    [InlineData("/indexes/v1/children", null)]
    [InlineData("/identity/connect/other", null)]
    public void Find_Path_GivesItsRouteOrNone(string path, string? route) => Assert.Equal(route, Table.Find(path)?.Id);

    [Theory]
    [InlineData("/index/v1/children/0193a000-0000-7000-8000-00000000000a?cursor=a%2Fb", true)]
    [InlineData("/identity/.well-known/openid-configuration", true)]
    [InlineData("/index/v1/../admin", false)]
    [InlineData("/index/v1/%2e%2e/admin", false)]
    [InlineData("/index/v1/..%2fadmin", false)]
    [InlineData("/index/v1/..%252fadmin", false)]
    [InlineData("/index/v1/%5cadmin", false)]
    [InlineData("/index/v1/a\\b", false)]
    [InlineData("/index/v1/a%00", false)]
    [InlineData("/index/v1/..;/admin", false)]
    [InlineData("/index//v1/a", false)]
    [InlineData("/index/v1/%ff%fe", false)]
    [InlineData("http://elsewhere.test/index/v1/a", false)]
    [InlineData("*", false)]
    public void PathIsPlain_Target_IsReadOneWayOnly(string target, bool plain) => Assert.Equal(plain, RequestShape.PathIsPlain(target));
}
