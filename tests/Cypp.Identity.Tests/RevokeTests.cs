using System.Net.Http.Json;
using Cypp.Identity.Domain;
using Cypp.Identity.Features;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Identity.Tests;

/// <summary>ID-5: who is revoked gets no token from that moment, at any replica, and is on the list that everyone asks for.</summary>
public sealed class RevokeTests
{
    private static readonly TestKey Gateway = TestKey.Ec("gateway");
    private static readonly TestKey Other = TestKey.Ec("other");

    [Theory, Engines]
    public async Task Revoke_Client_StopsItsTokensAtOnceAndNoOthers(Engine engine)
    {
        await using var identity = await StartAsync(engine);
        var token = await identity.TokenAsync();
        Assert.Null(await RevokeAsync(identity, RevocationKind.Client, IdentityUnderTest.ClientId));
        Assert.Null(await RevokeAsync(identity, RevocationKind.Client, IdentityUnderTest.ClientId));
        Assert.Equal((401, 200), await AskBothAsync(identity));
        Assert.Equal((400, "invalid_grant"), await ExchangeAsync(identity, token));
        Assert.Equal([IdentityUnderTest.ClientId], (await ListAsync(identity)).Clients);
        await InScopeAsync<Reinstate, bool>(identity, async reinstate =>
        {
            await reinstate.HandleAsync(RevocationKind.Client, IdentityUnderTest.ClientId, CancellationToken.None);
            return true;
        });
        Assert.Equal((200, 200), await AskBothAsync(identity));
        Assert.Equal((200, null), await ExchangeAsync(identity, token));
        Assert.Empty((await ListAsync(identity)).Clients);
    }

    [Theory, Engines]
    public async Task Revoke_Agency_StopsAllItsClients(Engine engine)
    {
        await using var identity = await StartAsync(engine);
        var token = await identity.TokenAsync();
        Assert.Null(await RevokeAsync(identity, RevocationKind.Agency, IdentityUnderTest.AgencyId.ToString()));
        Assert.Equal((401, 401), await AskBothAsync(identity));
        Assert.Equal((400, "invalid_grant"), await ExchangeAsync(identity, token));
        Assert.Equal([IdentityUnderTest.AgencyId.ToString()], (await ListAsync(identity)).Agencies);
        // Once no token of before can live, the list can be short; the agency stays revoked.
        identity.Service.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty((await ListAsync(identity)).Agencies);
        Assert.Equal((401, 401), await AskBothAsync(identity));
    }

    [Fact]
    public async Task Revoke_AtOneReplica_HoldsAtTheOtherAtOnce()
    {
        var (first, second) = await IdentityUnderTest.StartReplicasAsync();
        await using var one = first;
        await using var two = second;
        Assert.Equal(200, (await second.AskAsync(second.Assertion())).Status);
        Assert.Null(await RevokeAsync(first, RevocationKind.Client, IdentityUnderTest.ClientId));
        Assert.Equal(401, (await second.AskAsync(second.Assertion())).Status);
    }

    [Fact]
    public async Task Revoke_WhoIsNotThere_IsRefusedByName()
    {
        var identity = await IdentityUnderTest.SharedAsync();
        Assert.Equal("client-unknown", await RevokeAsync(identity, RevocationKind.Client, "nobody"));
        Assert.Equal("agency-unknown", await RevokeAsync(identity, RevocationKind.Agency, Guid.CreateVersion7().ToString()));
    }

    private static async Task<IdentityUnderTest> StartAsync(Engine engine)
    {
        var identity = await IdentityUnderTest.StartAsync(engine, gateway: Gateway);
        Assert.Null(await identity.RegisterAsync(identity.Request("other-system", Other.Public)));
        return identity;
    }

    private static async Task<(int, int)> AskBothAsync(IdentityUnderTest identity) => (
        (await identity.AskAsync(identity.Assertion())).Status,
        (await identity.AskAsync(new Assertion("other-system", IdentityUnderTest.Issuer, identity.Now, Other))).Status);

    private static async Task<(int, string?)> ExchangeAsync(IdentityUnderTest identity, string token)
    {
        var assertion = new Assertion("gateway", IdentityUnderTest.Issuer, identity.Now, Gateway);
        var (status, body) = await identity.ExchangeAsync(assertion, token, ("scope", "index"), ("audience", "urn:svc:index"));
        return (status, (string?)body["error"]);
    }

    private static async Task<RevokedList> ListAsync(IdentityUnderTest identity) =>
        (await identity.Service.AnonymousClient().GetFromJsonAsync<RevokedList>("/identity/internal/revocations"))!;

    private static async Task<string?> RevokeAsync(IdentityUnderTest identity, RevocationKind kind, string subject) =>
        (await InScopeAsync<Revoke, ServiceKit.Errors.Error?>(identity, revoke => revoke.HandleAsync(kind, subject, CancellationToken.None)))?.Code;

    private static async Task<TResult> InScopeAsync<T, TResult>(IdentityUnderTest identity, Func<T, Task<TResult>> work) where T : notnull
    {
        await using var scope = identity.Service.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<T>());
    }
}
