using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Index.Tests;

/// <summary>ID-5: a service refuses what is revoked by itself, whatever the gateway lets through, and everyone while it cannot know.</summary>
public sealed class RevocationTests
{
    [Fact]
    public async Task Get_KnownTokenIsRevoked_Is401UntilItIsLifted()
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(Engine.Sqlite);
        var practitioner = TestPractitioner.Of(Access.Roles.PlatformOperator, "platform") with { SessionId = "one" };
        var (client, colleague) = (service.ClientFor(practitioner), service.ClientFor(TestPractitioner.Of(Access.Roles.PlatformOperator, "platform")));
        Assert.Equal((200, 200), await AskAsync());
        await ListAsync(new RevokedList([], [practitioner.AgencyId.ToString()], []));
        Assert.Equal((401, 200), await AskAsync());
        await ListAsync(new RevokedList([], [], [service.Issuer.KeyId]));
        Assert.Equal((401, 401), await AskAsync());
        await ListAsync(RevokedList.Empty with { Sessions = ["one"] });
        Assert.Equal((401, 200), await AskAsync());
        await ListAsync(RevokedList.Empty with { Practitioners = [practitioner.PractitionerId.ToString()] });
        Assert.Equal((401, 200), await AskAsync());
        await ListAsync(RevokedList.Empty);
        Assert.Equal((200, 200), await AskAsync());

        async Task<(int, int)> AskAsync() =>
            ((await client.GetAsync("/index/v1/messages")).Status, (await colleague.GetAsync("/index/v1/messages")).Status);

        async Task ListAsync(RevokedList list)
        {
            service.Issuer.Revoked = _ => Task.FromResult(list);
            Assert.True(await service.Services.GetRequiredService<Revocations>().RefreshAsync(CancellationToken.None));
        }
    }

    /// <summary>ID-6: what a token says of its key, a thief wrote.</summary>
    [Fact]
    public async Task Get_SignedByARevokedKeyThatCallsItselfAnother_Is401()
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(Engine.Sqlite);
        using var http = service.AnonymousClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", service.Issuer.TokenFor(
            TestPractitioner.Of(Access.Roles.PlatformOperator, "platform"), service.Audience, keyId: "another"));
        var client = new AgencyClient(http);
        Assert.Equal(200, (await client.GetAsync("/index/v1/messages")).Status);
        service.Issuer.Revoked = _ => Task.FromResult(new RevokedList([], [], [service.Issuer.KeyId]));
        Assert.True(await service.Services.GetRequiredService<Revocations>().RefreshAsync(CancellationToken.None));
        Assert.Equal(401, (await client.GetAsync("/index/v1/messages")).Status);
    }

    [Fact]
    public async Task Get_NeverHadTheList_Is503()
    {
        var issuer = new TestIssuer { Revoked = _ => throw new HttpRequestException("away") };
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(Engine.Sqlite, issuer: issuer);
        var answer = await service.ClientFor(TestPractitioner.Of(Access.Roles.PlatformOperator, "platform")).GetAsync("/index/v1/messages");
        Assert.Equal((503, "temporarily-unavailable"), (answer.Status, answer.Code));
    }
}
