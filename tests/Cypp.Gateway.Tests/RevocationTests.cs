using Cypp.Testing;

namespace Cypp.Gateway.Tests;

/// <summary>ID-5, GW-3: what identity revokes is refused at the gateway once it has asked, cached or not.</summary>
public sealed class RevocationTests
{
    [Theory]
    [InlineData("--client", TestIssuer.ClientId)]
    [InlineData("--id", IdentityService.AgencyId)]
    public async Task Get_AfterRevocation_Is401AlthoughTheServicesTokenIsKept(string option, string subject)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(ownIdentity: true);
        var client = new AgencyClient(gateway.Client(TokenOf(TimeSpan.FromMinutes(-1))));
        Assert.Equal(200, (await client.GetAsync("/index/v1/revoked")).Status);
        await gateway.Identity.RunAsync("agency", "revoke", option, subject);
        await gateway.RefreshRevocationsAsync();
        var answer = await client.GetAsync("/index/v1/revoked");
        Assert.Equal((401, "unauthenticated"), (answer.Status, answer.Code));
        Assert.Single(gateway.Echo.Requests);
        await gateway.Identity.RunAsync("agency", "reinstate", option, subject);
        await gateway.RefreshRevocationsAsync();
        // Who is let in again is not let in with what was made before.
        Assert.Equal(401, (await client.GetAsync("/index/v1/revoked")).Status);
        Assert.Equal(200, (await new AgencyClient(gateway.Client(TokenOf(TimeSpan.FromMinutes(1)))).GetAsync("/index/v1/revoked")).Status);

        // Commands have the machine's time.
        string TokenOf(TimeSpan moment) => gateway.Issuer.TokenFor(
            TestPractitioner.Of(Access.Roles.SocialWorker) with { AgencyId = new Guid(IdentityService.AgencyId) }, issuedAt: TimeProvider.System.GetUtcNow() + moment);
    }

    /// <summary>ID-6: a signature that holds is worth nothing once its key is in wrong hands.</summary>
    [Fact]
    public async Task Get_SignedByARevokedKey_Is401()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(ownIdentity: true);
        var client = new AgencyClient(gateway.Client(gateway.Token));
        Assert.Equal(200, (await client.GetAsync("/index/v1/stolen")).Status);
        await gateway.Identity.RunAsync("signing-key", "revoke", "--kid", gateway.Issuer.KeyId);
        await gateway.RefreshRevocationsAsync();
        Assert.Equal(401, (await client.GetAsync("/index/v1/stolen")).Status);
        Assert.Equal(401, (await new AgencyClient(gateway.Client(gateway.Token)).GetAsync("/index/v1/stolen")).Status);
        Assert.Single(gateway.Echo.Requests);
    }

    /// <summary>The list is for the platform's own processes.</summary>
    [Fact]
    public void Find_ListOfRevocations_HasNoWayIn() => Assert.Null(new RouteTable(Routes.All).Find("/identity/internal/revocations"));
}
