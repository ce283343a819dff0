using Cypp.ServiceKit.Trust;
using Cypp.Testing;

namespace Cypp.Gateway.Tests;

/// <summary>AU-1: who is refused before anybody knows who they are is counted by what was wrong, with nothing of theirs.</summary>
public sealed class UnknownCallersTests
{
    [Fact]
    public async Task Get_WithoutGoodToken_IsCountedByWhatWasWrong()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        using var count = new UnknownCallerCount(gateway.Services);
        Assert.Equal(200, (await new AgencyClient(gateway.Client(gateway.Token)).GetAsync("/index/v1/counted")).Status);
        foreach (var token in (string?[])[null, "not.a.token", gateway.Issuer.TokenFor(TestPractitioner.Of(Access.Roles.SocialWorker), TokenTrust.AudienceOf("index"))])
        {
            Assert.Equal(401, (await new AgencyClient(gateway.Client(token)).GetAsync("/index/v1/counted")).Status);
        }

        Assert.Equal(["1 code=no-token, 1 tag", "1 code=invalid-token, 1 tag", "1 code=invalid-token, 1 tag"], count.Codes);
    }
}
