using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Index.Tests;

public sealed class MatchAdultTests
{
    [Theory, Engines]
    public async Task Post_ExactNamesAndBirthDate_FindTheOneAdultAndTwoAreNone(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var client = service.ClientFor(TestPractitioner.Of(Roles.Police));
        var adult = new { givenName = People.NewName(), familyName = People.NewName(), birthDate = "1980-05-01" };
        async Task<(string?, string?)> FoundAsync()
        {
            var answer = await client.PostAsync("/index/v1/adult-matches", adult);
            Assert.Equal(200, answer.Status);
            return ((string?)answer.Json["outcome"], (string?)answer.Json["adultId"]);
        }

        Assert.Equal(("none", null), await FoundAsync());
        var id = (await client.PostAsync("/index/v1/adults", adult)).Id("adultId");
        Assert.Equal(("matched", id.ToString()), await FoundAsync());
        Assert.Equal(201, (await client.PostAsync("/index/v1/adults", adult)).Status);
        Assert.Equal(("none", null), await FoundAsync());
    }

    [Theory, Engines]
    public async Task Post_OtherRoles_AreForbidden(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        await service.AssertOnlyAsync(
            [Roles.LeadPractitioner, Roles.SocialWorker, Roles.Police, Roles.IndexOfficer, Roles.DutyAndAdvice],
            client => client.PostAsync("/index/v1/adult-matches", new { givenName = "A", familyName = "B", birthDate = "1980-05-01" }));
    }
}
