using System.Net.Http.Json;
using Cypp.Identity.Features;
using Cypp.Identity.Protocol;
using Cypp.ServiceKit.Trust;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cypp.Identity.Tests;

/// <summary>ID-6: signing keys change without a restart and without a refused request, at every replica.</summary>
public sealed class SigningKeyTests
{
    [Fact]
    public async Task Rotate_OverMonths_PublishesADayAheadAndKeepsWhileATokenLives()
    {
        var (first, second) = await IdentityUnderTest.StartReplicasAsync();
        await using var one = first;
        await using var two = second;
        var (k1, token1) = await AskBothAsync(first, second);
        Assert.Equal([k1], await PublishedAsync(first));

        // Published a day before its use.
        Advance(TimeSpan.FromDays(29) - TimeSpan.FromHours(2), first, second);
        Assert.Equal([k1], await PublishedAsync(second));
        Advance(TimeSpan.FromHours(2), first, second);
        var published = await PublishedAsync(second);
        var k2 = Assert.Single(published, kid => kid != k1);
        Assert.Equal(published, await PublishedAsync(first));
        Advance(TimeSpan.FromHours(22), first, second);
        Assert.Equal(k1, (await AskBothAsync(first, second)).Kid);

        // Used, and the older kept until no token of it lives.
        Advance(TimeSpan.FromHours(3), first, second);
        Assert.Equal(k2, (await AskBothAsync(first, second)).Kid);
        Assert.True(await VerifiesAsync(second, token1));
        Advance(TimeSpan.FromMinutes(90), first, second);
        Assert.Equal([k2], await PublishedAsync(first));
        Assert.Equal([k2], await PublishedAsync(second));
        Assert.False(await VerifiesAsync(second, token1));

        // The next comes thirty days after.
        Advance(TimeSpan.FromDays(28), first, second);
        Assert.Equal([k2], await PublishedAsync(first));
        Advance(TimeSpan.FromDays(1), first, second);
        Assert.Equal(2, (await PublishedAsync(first)).Count);
    }

    [Fact]
    public async Task Revoke_SigningKey_IsReplacedListedAndNotBelieved()
    {
        var gateway = TestKey.Ec("gateway");
        var (first, second) = await IdentityUnderTest.StartReplicasAsync(gateway);
        await using var one = first;
        await using var two = second;
        var (stolen, token) = await AskBothAsync(first, second);
        Assert.Equal(200, await ExchangeAsync(second, token, gateway));
        await using (var scope = first.Service.Services.CreateAsyncScope())
        {
            var revoke = scope.ServiceProvider.GetRequiredService<RevokeSigningKey>();
            Assert.Equal("signing-key-unknown", (await revoke.HandleAsync("nobody", CancellationToken.None))?.Code);
            Assert.Null(await revoke.HandleAsync(stolen, CancellationToken.None));
        }

        Advance(TimeSpan.FromSeconds(6), first, second);
        var (next, _) = await AskBothAsync(first, second);
        Assert.NotEqual(stolen, next);
        Assert.Equal([next], await PublishedAsync(second));
        Assert.Equal(400, await ExchangeAsync(second, token, gateway));
        Assert.Equal([stolen], (await second.Service.AnonymousClient().GetFromJsonAsync<RevokedList>("/identity/internal/revocations"))!.Keys);
        Advance(TimeSpan.FromDays(400), first, second);
        Assert.Equal([stolen], (await first.Service.AnonymousClient().GetFromJsonAsync<RevokedList>("/identity/internal/revocations"))!.Keys);
    }

    // What the job does every ten minutes, at each replica.
    private static void Advance(TimeSpan time, params IdentityUnderTest[] replicas)
    {
        foreach (var replica in replicas)
        {
            replica.Service.Time.Advance(time);
        }

        foreach (var replica in replicas)
        {
            replica.Service.Services.GetRequiredService<SigningKeys>().Rotate();
        }
    }

    private static async Task<(string Kid, string Token)> AskBothAsync(IdentityUnderTest first, IdentityUnderTest second)
    {
        var (one, two) = (await first.TokenAsync(), await second.TokenAsync());
        var kid = new JsonWebToken(one).Kid;
        Assert.Equal(kid, new JsonWebToken(two).Kid);
        Assert.Contains(kid, await PublishedAsync(second));
        return (kid, one);
    }

    private static async Task<JsonWebKeySet> KeysAsync(IdentityUnderTest identity) =>
        new(await identity.Service.AnonymousClient().GetStringAsync("/identity/.well-known/jwks"));

    private static async Task<IReadOnlyList<string>> PublishedAsync(IdentityUnderTest identity) => [.. (await KeysAsync(identity)).Keys.Select(key => key.Kid)];

    private static async Task<bool> VerifiesAsync(IdentityUnderTest identity, string token) => (await new JsonWebTokenHandler().ValidateTokenAsync(
        token, new TokenValidationParameters
        {
            IssuerSigningKeys = (await KeysAsync(identity)).GetSigningKeys(),
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        })).IsValid;

    private static async Task<int> ExchangeAsync(IdentityUnderTest identity, string token, TestKey gateway) => (await identity.ExchangeAsync(
        new Assertion("gateway", IdentityUnderTest.Issuer, identity.Now, gateway), token, ("scope", "index"), ("audience", "urn:svc:index"))).Status;
}
