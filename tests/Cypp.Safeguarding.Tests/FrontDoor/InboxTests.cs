using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.FrontDoor;

public sealed class InboxTests
{
    [Theory, Engines]
    public async Task Get_NothingAddressed_IsEmpty(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var answer = await service.ClientFor(TestPractitioner.Of(Roles.Police, "police")).GetAsync("/safeguarding/v1/inbox");
        Assert.Equal(200, answer.Status);
        Assert.Empty(answer.Json["items"]!.AsArray());
    }
}
