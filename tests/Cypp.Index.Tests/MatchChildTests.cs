using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Index.Tests;

public sealed class MatchChildTests
{
    private static readonly string[] Refused = [Roles.Analyst, Roles.PlatformOperator, Roles.PerformanceManager, Roles.Auditor, Roles.PublicHealth, Roles.BoardMember, Roles.InformationGovernance, Roles.DataProtectionOfficer, Roles.PlatformAdministrator, Roles.AgencyAdministrator];

    [Theory, Engines]
    public async Task Post_ExactNumber_Links(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var number = People.NewNhsNumber();
        var childId = await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker), People.Child(nhsNumber: number));
        var answer = await service.ClientFor(TestPractitioner.Of(Roles.Police)).PostAsync("/index/v1/match", new { nhsNumber = $"{number[..3]} {number[3..6]} {number[6..]}" });
        Assert.Equal((200, "matched", childId), (answer.Status, (string?)answer.Json["outcome"], answer.Id("childId")));
        Assert.Equal("nhs-number-exact", (string?)answer.Json["evidence"]![0]);
    }

    [Theory, Engines]
    public async Task Post_NamesBirthDateAndPostcode_LinkAndLessIsPending(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var (given, family) = (People.NewName(), People.NewName());
        var childId = await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker), People.Child(given, family));
        var client = service.ClientFor(TestPractitioner.Of(Roles.SchoolLead));
        var whole = await client.PostAsync("/index/v1/match", new { givenName = given, familyName = family, birthDate = "2005-03-04", postcode = "ls1 4ap" });
        Assert.Equal((200, childId, 100), (whole.Status, whole.Id("childId"), (int)whole.Json["score"]!));
        var less = await client.PostAsync("/index/v1/match", new { givenName = given, familyName = family, birthDate = "2005-03-04" });
        Assert.Equal(("pending", 80), ((string?)less.Json["outcome"], (int)less.Json["score"]!));
        Assert.NotEqual(Guid.Empty, less.Id("matchId"));
        Assert.Null(less.Json["childId"]);
    }

    [Theory, Engines]
    public async Task Post_ChildNobodyKnows_IsPendingWithItsOwnId(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var answer = await service.ClientFor(TestPractitioner.Of(Roles.Police)).PostAsync("/index/v1/match", new { givenName = "Qwx", familyName = "Zzyv" });
        Assert.Equal((200, "pending", 0), (answer.Status, (string?)answer.Json["outcome"], (int)answer.Json["score"]!));
        Assert.Equal("nobody-found", (string?)answer.Json["evidence"]![0]);
        Assert.NotEqual(Guid.Empty, answer.Id("matchId"));
    }

    [Theory, Engines]
    public async Task Post_OneOfTwins_NeverLinksWithoutTheNumber(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var (practitioner, family, number) = (TestPractitioner.Of(Roles.SocialWorker), People.NewName(), People.NewNhsNumber());
        var jayden = await service.RegisterAsync(practitioner, People.Child("Jayden", family, nhsNumber: number));
        await service.RegisterAsync(practitioner, People.Child("Mia", family));
        var client = service.ClientFor(practitioner);
        var byName = await client.PostAsync("/index/v1/match", new { givenName = "Jayden", familyName = family, birthDate = "2005-03-04", postcode = "LS1 4AP" });
        Assert.Equal("pending", (string?)byName.Json["outcome"]);
        Assert.Contains("twin-possible", byName.Json["evidence"]!.AsArray().Select(code => (string?)code));
        var twinsNumber = await client.PostAsync("/index/v1/match", new { nhsNumber = number, givenName = "Mia" });
        Assert.Equal("pending", (string?)twinsNumber.Json["outcome"]);
        var byNumber = await client.PostAsync("/index/v1/match", new { nhsNumber = number, givenName = "Jayden", familyName = family, birthDate = "2005-03-04" });
        Assert.Equal(jayden, byNumber.Id("childId"));
    }

    [Theory, Engines]
    public async Task Post_NothingOrInvalid_IsRefused(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var client = service.ClientFor(TestPractitioner.Of(Roles.Police));
        var nothing = await client.PostAsync("/index/v1/match", new { birthDate = "2005-03-04" });
        Assert.Equal((400, "nothing-to-match"), (nothing.Status, nothing.Code));
        var number = await client.PostAsync("/index/v1/match", new { nhsNumber = "9991234566" });
        Assert.Equal((400, "nhs-number-invalid"), (number.Status, number.Code));
        var postcode = await client.PostAsync("/index/v1/match", new { familyName = "A", postcode = "nowhere" });
        Assert.Equal((400, "postcode-invalid"), (postcode.Status, postcode.Code));
    }

    [Theory, Engines]
    public async Task Post_RolesWithoutChildren_AreForbidden(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        await service.AssertOnlyAsync(Roles.All.Except(Refused), client => client.PostAsync("/index/v1/match", new { familyName = "Zzyv" }));
    }
}
