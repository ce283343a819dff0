using Cypp.Testing;

namespace Cypp.Gateway.Tests;

/// <summary>
/// ID-6: a key that replaces one in wrong hands is published and used at once; its first token is believed as any other. The issuer's
/// address leads nowhere here: keys are asked for where its metadata was.
/// </summary>
public sealed class KeyChangeTests
{
    private static readonly TestPractitioner Somebody = TestPractitioner.Of(Access.Roles.SocialWorker) with { AgencyId = new Guid(IdentityService.AgencyId) };

    [Fact]
    public async Task Get_FirstTokensOfAKeyThatNobodyWasToldOf_AreBelieved()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(["--environment=Development", "--Trust:Mode=issuer"], ownIdentity: true);
        Assert.Equal(200, (await new AgencyClient(gateway.Client(gateway.Issuer.TokenFor(Somebody))).GetAsync("/index/v1/before")).Status);
        var next = new TestIssuer();
        await gateway.Identity.SignWithAsync(next);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new AgencyClient(gateway.Client(next.TokenFor(Somebody))).GetAsync("/index/v1/after")));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(401, (await new AgencyClient(gateway.Client(new TestIssuer().TokenFor(Somebody))).GetAsync("/index/v1/nobodys")).Status);
    }
}
