using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Index.Data;
using Cypp.Testing;

namespace Cypp.Index.Tests;

public sealed class RegisterChildTests
{
    private static readonly string[] Allowed =
        [Roles.SchoolOfficer, Roles.LeadPractitioner, Roles.SocialWorker, Roles.HealthVisitor, Roles.IndexOfficer, Roles.DutyAndAdvice];

    [Theory, Engines]
    public async Task Post_NewChild_IsCreatedAndAnnounced(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var nhsNumber = People.NewNhsNumber();
        var childId = await service.RegisterAsync(TestPractitioner.Of(Roles.LeadPractitioner), People.Child(nhsNumber: nhsNumber));
        var record = Assert.Single(await service.PublishedAsync<IndexDb, ChildRecordChanged>(), message => message.ChildId == childId);
        Assert.Equal((nhsNumber, "aire-valley", false), (record.NhsNumber, record.ResidenceCluster, record.LocationHidden));
    }

    [Theory, Engines]
    public async Task Post_SameNumberOrSameParticulars_IsRegisteredAlready(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var client = service.ClientFor(TestPractitioner.Of(Roles.SocialWorker));
        var (given, family, number) = (People.NewName(), People.NewName(), People.NewNhsNumber());
        Assert.Equal(201, (await client.PostAsync("/index/v1/children", People.Child(given, family, nhsNumber: number))).Status);
        var sameNumber = await client.PostAsync("/index/v1/children", People.Child(birthDate: "2009-09-09", nhsNumber: number));
        Assert.Equal((409, "child-already-registered"), (sameNumber.Status, sameNumber.Code));
        var sameParticulars = await client.PostAsync("/index/v1/children", People.Child(given, family.ToUpperInvariant(), postcode: "ls14ap"));
        Assert.Equal((409, "child-already-registered"), (sameParticulars.Status, sameParticulars.Code));
    }

    [Theory, Engines]
    public async Task Post_TwinOfARegisteredChild_IsRegistered(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var (practitioner, family) = (TestPractitioner.Of(Roles.HealthVisitor), People.NewName());
        var elder = await service.RegisterAsync(practitioner, People.Child("Jayden", family));
        Assert.NotEqual(elder, await service.RegisterAsync(practitioner, People.Child("Hayden", family)));
    }

    [Theory, Engines]
    public async Task Post_InvalidParticulars_AreRefusedWithTheirCode(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var client = service.ClientFor(TestPractitioner.Of(Roles.SocialWorker));
        async Task<string?> CodeOfAsync(Action<System.Text.Json.Nodes.JsonObject> spoil)
        {
            var child = People.Child();
            spoil(child);
            var answer = await client.PostAsync("/index/v1/children", child);
            Assert.Equal(400, answer.Status);
            return answer.Code;
        }

        Assert.Equal("nhs-number-invalid", await CodeOfAsync(child => child["nhsNumber"] = "9991234566"));
        Assert.Equal("upn-invalid", await CodeOfAsync(child => child["upn"] = "I950000178301"));
        Assert.Equal("postcode-invalid", await CodeOfAsync(child => child["address"]!["postcode"] = "LEEDS"));
        Assert.Equal("address-invalid", await CodeOfAsync(child => child["address"]!["lines"]!.AsArray().Clear()));
        Assert.Equal("cluster-invalid", await CodeOfAsync(child => child["residenceCluster"] = "Aire Valley"));
        Assert.Equal("sex-unknown", await CodeOfAsync(child => child["sex"] = "x"));
        Assert.Equal("birth-date-impossible", await CodeOfAsync(child => child["birthDate"] = "2015-11-03"));
        Assert.Equal("birth-date-or-expected", await CodeOfAsync(child => child["expectedBirthDate"] = "2016-03-01"));
        Assert.Equal("name-invalid", await CodeOfAsync(child => child["familyName"] = "--"));
        Assert.Equal("malformed-json", await CodeOfAsync(child => child["birthDate"] = "2005-02-30"));
    }

    [Theory, Engines]
    public async Task Post_ChildExpected_IsRegisteredBeforeBirth(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var unborn = People.Child();
        unborn.Remove("birthDate");
        unborn["expectedBirthDate"] = "2016-02-01";
        await service.RegisterAsync(TestPractitioner.Of(Roles.HealthVisitor), unborn);
    }

    [Theory, Engines]
    public async Task Post_OtherRoles_AreForbidden(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        await service.AssertOnlyAsync(Allowed, client => client.PostAsync("/index/v1/children", People.Child()));
    }
}
