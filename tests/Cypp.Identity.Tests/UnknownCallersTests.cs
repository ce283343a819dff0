using Cypp.Testing;

namespace Cypp.Identity.Tests;

/// <summary>AU-1: a client that is not believed is counted, with nothing of what it said.</summary>
public sealed class UnknownCallersTests
{
    [Fact]
    public async Task Post_AssertionThatIsNotBelieved_IsCounted()
    {
        await using var identity = await IdentityUnderTest.StartAsync(Engine.Sqlite);
        using var count = new UnknownCallerCount(identity.Service.Services);
        Assert.Equal(200, (await identity.AskAsync(identity.Assertion())).Status);
        var unknown = identity.Assertion();
        (unknown.Claims["iss"], unknown.Claims["sub"]) = ("nobody-system", "nobody-system");
        Assert.Equal(401, (await identity.AskAsync(unknown)).Status);
        Assert.Equal(["1 code=invalid-client, 1 tag"], count.Codes);
    }
}
