namespace Cypp.Gateway.Tests;

/// <summary>ID-8, GW-1: cookies pass the edge where a person signs in, those of the sign-in alone, and nowhere else in either direction.</summary>
public sealed class CookiesTests
{
    private const string Sent = "__Host-cypp-sign-in=mine; session=other; __Secure-cypp-sign-in=other; __host-cypp-x=other; __Host-cypp-form=mine";

    public static TheoryData<string, string> Addresses => [.. Routes.All
        .Where(route => route.Service is "identity" or "index" or "outcomes" or "learning")
        .Select(route => (route.Id, route.Pattern.Replace("{**rest}", "cookies", StringComparison.Ordinal)
            .Replace("{document}", "openid-configuration", StringComparison.Ordinal).Replace("{step?}", "password", StringComparison.Ordinal)))];

    [Theory, MemberData(nameof(Addresses))]
    public async Task Any_WithCookies_PassesThemOnTheSignInOnly(string id, string path)
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var route = Routes.All.Single(one => one.Id == id);
        var target = $"{path}?cookies={id}";
        using var request = new HttpRequestMessage(new HttpMethod(route.Methods[0]), target);
        request.Headers.TryAddWithoutValidation("Cookie", Sent);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "192.0.2.1");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = gateway.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", gateway.Token);
        using var response = await client.SendAsync(request);
        var seen = Assert.Single(gateway.Echo.Requests, seen => seen.Target == target);
        var isSignIn = id is "authorize" or "sign-in" or "enrolment";
        Assert.Equal(isSignIn ? "__Host-cypp-sign-in=mine; __Host-cypp-form=mine" : null, seen.Headers.GetValueOrDefault("Cookie"));
        Assert.Equal(isSignIn, response.Headers.Contains("Set-Cookie"));
        // The address is the connection's, whatever the caller says of it, and nobody else's business.
        Assert.Equal(isSignIn ? "127.0.0.1" : null, seen.Headers.GetValueOrDefault("X-Forwarded-For"));
        Assert.False(isSignIn && seen.Headers.ContainsKey("Authorization"));
    }
}
