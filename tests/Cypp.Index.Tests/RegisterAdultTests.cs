using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Index.Tests;

public sealed class RegisterAdultTests
{
    private static readonly object Mother = new { givenName = "Testa", familyName = "Synthetic", birthDate = "1980-05-01" };

    [Theory, Engines]
    public async Task Post_NewAdult_IsCreatedWithAnETag(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var answer = await service.ClientFor(TestPractitioner.Of(Roles.SocialWorker)).PostAsync("/index/v1/adults", Mother);
        Assert.Equal(201, answer.Status);
        Assert.Equal("\"1\"", answer.ETag);
    }

    [Theory, Engines]
    public async Task Post_SameKeyTwice_GivesTheFirstAnswerAgain(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var client = service.ClientFor(TestPractitioner.Of(Roles.SocialWorker));
        var first = await client.PostAsync("/index/v1/adults", Mother, key: "k1");
        Assert.Equal(first, await client.PostAsync("/index/v1/adults", Mother, key: "k1"));
        var other = await client.PostAsync("/index/v1/adults", new { givenName = "Other", familyName = "Synthetic" }, key: "k1");
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Code));
    }

    [Theory, Engines]
    public async Task Post_InvalidBody_IsRefusedWithItsField(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var client = service.ClientFor(TestPractitioner.Of(Roles.SocialWorker));
        var unknown = await client.PostAsync("/index/v1/adults", new { givenName = "A", familyName = "B", colour = "red" });
        Assert.Equal((400, "malformed-json"), (unknown.Status, unknown.Code));
        var empty = await client.PostAsync("/index/v1/adults", new { givenName = "", familyName = "B" });
        Assert.Equal((400, "invalid", "givenName"), (empty.Status, empty.Code, (string?)empty.Json["field"]));
        var future = await client.PostAsync("/index/v1/adults", new { givenName = "A", familyName = "B", birthDate = "2030-01-01" });
        Assert.Equal((400, "birth-date-impossible"), (future.Status, future.Code));
    }

    [Theory, Engines]
    public async Task Post_WrongRoleOrNoToken_IsRefused(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var forbidden = await service.ClientFor(TestPractitioner.Of(Roles.Analyst)).PostAsync("/index/v1/adults", Mother);
        Assert.Equal((403, "role-not-allowed"), (forbidden.Status, forbidden.Code));
        var anonymous = await new AgencyClient(service.AnonymousClient()).PostAsync("/index/v1/adults", Mother);
        Assert.Equal((401, "unauthenticated"), (anonymous.Status, anonymous.Code));
    }
}
