using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Microsoft.Extensions.Options;

namespace Cypp.Gateway.Tests;

/// <summary>RFC 8705, GW-2: a token that is bound to a certificate is good with that one only, each time, and the service is told which came.</summary>
public sealed class BoundTokenTests
{
    private const string Header = "ssl-client-cert";
    private static readonly string[] BehindAProxy = [$"--Edge:CertificateHeader={Header}", "--Edge:TrustedProxies:0=127.0.0.0/8"];
    private static readonly (TestCertificate First, TestCertificate Second) Own = (TestCertificate.New(), TestCertificate.New());

    [Fact]
    public async Task Get_BoundToken_PassesWithItsCertificateOnly()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(BehindAProxy, ownIdentity: true);
        await gateway.Identity.AddCertificateAsync(Own.First);
        var token = TokenBoundTo(gateway, Own.First);
        using var count = new UnknownCallerCount(gateway.Services);
        // The third comes when the token is known already, and its exchange too.
        Assert.Equal((401, 200, 401, 401, 200), (
            await AskAsync(gateway, token, null), await AskAsync(gateway, token, Own.First.Escaped), await AskAsync(gateway, token, null),
            await AskAsync(gateway, token, Own.Second.Escaped), await AskAsync(gateway, token, Own.First.Escaped)));
        Assert.Equal(Enumerable.Repeat("1 code=invalid-token, 1 tag", 3), count.Codes);
        Assert.Equal(2, gateway.Echo.Requests.Count);
        Assert.All(gateway.Echo.Requests, seen => Assert.Equal(Own.First.Thumbprint, seen.Headers[CallersCertificate.Header]));
        // ID-4: the service has the same to compare with.
        Assert.Equal(Own.First.Thumbprint, CallersCertificate.ThumbprintIn(gateway.TokenSeenAt("/index/v1/bound").GetClaim("cnf").Value));
    }

    [Fact]
    public async Task Get_TokenThatIsBoundToNothing_PassesWithAnyCertificateAndNone()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(BehindAProxy);
        Assert.Equal((200, 200), (await AskAsync(gateway, gateway.Token, null), await AskAsync(gateway, gateway.Token, Own.First.Escaped)));
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("%2")]
    [InlineData("-----BEGIN%20CERTIFICATE-----%0AAAAA%0A-----END%20CERTIFICATE-----%0A")]
    [InlineData("-----BEGIN%20PUBLIC%20KEY-----%0AAAAA%0A-----END%20PUBLIC%20KEY-----%0A")]
    public async Task Get_HeaderThatIsNoCertificateOfTheToken_Is401(string header)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(BehindAProxy);
        Assert.Equal(401, await AskAsync(gateway, TokenBoundTo(gateway, Own.First), header));
    }

    /// <summary>Who has stolen a token says by headers of its own which certificate it had.</summary>
    [Theory]
    [InlineData(Header, "10.0.0.0/8", true)]
    [InlineData(CallersCertificate.Header, "10.0.0.0/8", false)]
    [InlineData(CallersCertificate.Header, "127.0.0.0/8", false)]
    public async Task Get_CertificateClaimedByTheCaller_IsNotBelieved(string header, string proxies, bool escaped)
    {
        await using var gateway = await GatewayUnderTest.StartAsync([$"--Edge:CertificateHeader={Header}", $"--Edge:TrustedProxies:0={proxies}"]);
        var claimed = escaped ? Own.First.Escaped : Own.First.Thumbprint;
        Assert.Equal(401, await AskAsync(gateway, TokenBoundTo(gateway, Own.First), claimed, header));
        // Nor does it reach a service with a token that is bound to nothing.
        Assert.Equal(200, await AskAsync(gateway, gateway.Token, claimed, header));
        Assert.DoesNotContain(Assert.Single(gateway.Echo.Requests).Headers, sent => sent.Value == claimed || sent.Key == CallersCertificate.Header);
    }

    [Fact]
    public async Task Get_TwoCertificatesAtOnce_IsAsNone()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(BehindAProxy);
        Assert.Equal(401, await AskAsync(gateway, TokenBoundTo(gateway, Own.First), Own.First.Escaped, Header, Own.First.Escaped));
    }

    [Theory]
    [InlineData("Edge:TrustedProxies", "--Edge:CertificateHeader=ssl-client-cert")]
    [InlineData("Edge:CertificateHeader", "--Edge:CertificateHeader=Authorization", "--Edge:TrustedProxies:0=127.0.0.0/8")]
    public async Task Build_HeaderThatNobodyCouldBelieve_Stops(string named, params string[] settings) => Assert.Contains(
        named, (await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayUnderTest.StartAsync(settings))).Message, StringComparison.Ordinal);

    private static string TokenBoundTo(GatewayUnderTest gateway, TestCertificate certificate) =>
        gateway.Issuer.TokenFor(TestPractitioner.Of(Access.Roles.SocialWorker), boundTo: certificate.Thumbprint);

    private static async Task<int> AskAsync(GatewayUnderTest gateway, string token, string? certificate, string header = Header, string? second = null)
    {
        using var client = gateway.Client(token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/index/v1/bound");
        foreach (var value in new[] { certificate, second }.OfType<string>())
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
