using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Gateway.Tests;

/// <summary>GW-2, ID-5: a token that is validated once and then known is refused whenever one that is not known would be.</summary>
public sealed class KnownTokensTests
{
    private static readonly TestPractitioner Somebody = TestPractitioner.Of(Access.Roles.SocialWorker) with { AgencyId = new Guid(IdentityService.AgencyId) };

    [Fact]
    public async Task Get_SameTokenAgain_IsNotValidatedAgain()
    {
        var validated = 0;
        await using var gateway = await GatewayUnderTest.StartAsync(
            configure: builder => builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
                options.TokenValidationParameters.LifetimeValidator = (_, _, _, _) => Interlocked.Increment(ref validated) > 0),
            ownIdentity: true);
        var client = new AgencyClient(gateway.Client(gateway.Issuer.TokenFor(Somebody)));
        for (var times = 0; times < 3; times++)
        {
            Assert.Equal(200, (await client.GetAsync("/index/v1/again")).Status);
        }

        Assert.Equal(1, validated);
    }

    [Fact]
    public async Task Get_KnownTokenEnds_Is401()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(
            configure: builder => builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
                .Configure<TimeProvider>((options, time) => options.TokenValidationParameters.LifetimeValidator =
                    (_, ends, _, parameters) => ends + parameters.ClockSkew > time.GetUtcNow()),
            ownIdentity: true);
        var client = new AgencyClient(gateway.Client(gateway.Issuer.TokenFor(Somebody, lifetime: TimeSpan.FromSeconds(30))));
        Assert.Equal(200, (await client.GetAsync("/index/v1/ends")).Status);
        Assert.Equal(200, (await client.GetAsync("/index/v1/ends")).Status);
        // Beyond its end and the skew, within the minute for which a longer one would be known.
        gateway.Identity.Told.Advance(TimeSpan.FromSeconds(45));
        await gateway.RefreshRevocationsAsync();
        Assert.Equal(401, (await client.GetAsync("/index/v1/ends")).Status);
    }

    public static TheoryData<string> Kinds => ["client", "agency", "practitioner", "key"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Get_KnownTokenIsRevoked_Is401(string kind)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(ownIdentity: true);
        var known = new AgencyClient(gateway.Client(gateway.Issuer.TokenFor(Somebody)));
        Assert.Equal(200, (await known.GetAsync("/index/v1/revoked")).Status);
        Assert.Equal(200, (await known.GetAsync("/index/v1/revoked")).Status);
        gateway.Issuer.Revoked = _ => Task.FromResult(kind switch
        {
            "client" => new RevokedList([TestIssuer.ClientId], [], []),
            "agency" => new RevokedList([], [IdentityService.AgencyId], []),
            "key" => new RevokedList([], [], [gateway.Issuer.KeyId]),
            _ => RevokedList.Empty with { Practitioners = [Somebody.PractitionerId.ToString()] },
        });
        await gateway.RefreshRevocationsAsync();
        Assert.Equal(401, (await known.GetAsync("/index/v1/revoked")).Status);
        gateway.Issuer.Revoked = _ => Task.FromResult(RevokedList.Empty);
        await gateway.RefreshRevocationsAsync();
        Assert.Equal(200, (await known.GetAsync("/index/v1/revoked")).Status);
    }

    /// <summary>ID-6: a key that the issuer shows no longer proves nothing, whoever proved something by it before.</summary>
    [Fact]
    public async Task Get_KeyOfKnownTokenIsWithdrawn_Is401()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(ownIdentity: true);
        var known = new AgencyClient(gateway.Client(gateway.Token));
        Assert.Equal(200, (await known.GetAsync("/index/v1/withdrawn")).Status);
        gateway.Issuer.IsKeyWithdrawn = true;
        Assert.Equal(401, (await known.GetAsync("/index/v1/withdrawn")).Status);
    }

    [Fact]
    public async Task Get_TokenLikeAKnownOne_Is401EachTime()
    {
        var gateway = await GatewayUnderTest.SharedAsync();
        var good = gateway.Token;
        Assert.Equal(200, (await new AgencyClient(gateway.Client(good)).GetAsync("/index/v1/forged")).Status);
        var (parts, other) = (good.Split('.'), gateway.Token.Split('.'));
        string[] forged =
        [
            good[..^8] + (good[^8] == 'A' ? 'B' : 'A') + good[^7..],
            $"{parts[0]}.{parts[1]}.",
            $"{parts[0]}.{other[1]}.{parts[2]}",
            good + "A",
        ];
        foreach (var token in forged.Concat(forged))
        {
            Assert.Equal(401, (await new AgencyClient(gateway.Client(token)).GetAsync("/index/v1/forged")).Status);
        }

        Assert.Equal(200, (await new AgencyClient(gateway.Client(good)).GetAsync("/index/v1/forged")).Status);
    }
}
