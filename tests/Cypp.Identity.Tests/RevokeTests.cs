using System.Net.Http.Json;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;

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
        Assert.Null(await identity.RevokeAsync(RevocationKind.Client, IdentityUnderTest.ClientId));
        Assert.Null(await identity.RevokeAsync(RevocationKind.Client, IdentityUnderTest.ClientId));
        // Whoever revokes and whoever makes a token do not have the same clock, to the second.
        identity.Service.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((401, 200), await AskBothAsync(identity));
        Assert.Equal((400, "invalid_grant"), await ExchangeAsync(identity, token));
        Assert.Equal([IdentityUnderTest.ClientId], (await ListAsync(identity)).Clients);
        await identity.ReinstateAsync(RevocationKind.Client, IdentityUnderTest.ClientId);
        // What was made before does not come back, nor when it is revoked and let in once more.
        identity.Service.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((200, 200), await AskBothAsync(identity));
        var list = await ListAsync(identity);
        Assert.Empty(list.Clients);
        Assert.Equal([IdentityUnderTest.ClientId], list.LetInAgain.Keys);
        Assert.Equal((400, "invalid_grant"), await ExchangeAsync(identity, token));
        var later = await identity.TokenAsync();
        Assert.Equal((200, null), await ExchangeAsync(identity, later));
        Assert.Null(await identity.RevokeAsync(RevocationKind.Client, IdentityUnderTest.ClientId));
        Assert.Equal((401, 200), await AskBothAsync(identity));
        Assert.Equal([IdentityUnderTest.ClientId], (await ListAsync(identity)).Clients);
        await identity.ReinstateAsync(RevocationKind.Client, IdentityUnderTest.ClientId);
        Assert.Equal((400, "invalid_grant"), await ExchangeAsync(identity, later));
        identity.Service.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty((await ListAsync(identity)).LetInAgain);
    }

    /// <summary>The list is everyone's: one that cannot be made would stop the platform.</summary>
    [Fact]
    public async Task List_ClientNamedAsItsAgency_BothLetInAgain_IsMade()
    {
        await using var identity = await StartAsync(Engine.Sqlite);
        var id = IdentityUnderTest.AgencyId.ToString();
        Assert.Null(await identity.RegisterAsync(identity.Request(id, TestKey.Ec("named as its agency").Public)));
        foreach (var kind in new[] { RevocationKind.Client, RevocationKind.Agency })
        {
            Assert.Null(await identity.RevokeAsync(kind, id));
            await identity.ReinstateAsync(kind, id);
        }

        Assert.Equal([id], (await ListAsync(identity)).LetInAgain.Keys);
    }

    [Theory, Engines]
    public async Task Revoke_Agency_StopsAllItsClients(Engine engine)
    {
        await using var identity = await StartAsync(engine);
        var token = await identity.TokenAsync();
        Assert.Null(await identity.RevokeAsync(RevocationKind.Agency, IdentityUnderTest.AgencyId.ToString()));
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
        Assert.Null(await first.RevokeAsync(RevocationKind.Client, IdentityUnderTest.ClientId));
        Assert.Equal(401, (await second.AskAsync(second.Assertion())).Status);
    }

    [Fact]
    public async Task Revoke_WhoIsNotThere_IsRefusedByName()
    {
        var identity = await IdentityUnderTest.SharedAsync();
        Assert.Equal("client-unknown", await identity.RevokeAsync(RevocationKind.Client, "nobody"));
        Assert.Equal("agency-unknown", await identity.RevokeAsync(RevocationKind.Agency, Guid.CreateVersion7().ToString()));
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
}
