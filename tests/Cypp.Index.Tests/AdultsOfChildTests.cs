using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Index.Data;
using Cypp.Testing;

namespace Cypp.Index.Tests;

/// <summary>The adults around a child: parental responsibility, two households, and who must not be told.</summary>
public sealed class AdultsOfChildTests
{
    private static readonly object Father = new { relationship = "father", hasParentalResponsibility = true, sameHousehold = false, alsoLivesWith = true };

    [Theory, Engines]
    public async Task Put_FatherElsewhere_GivesTheChildASecondHousehold(Engine engine)
    {
        var (service, lead, child, father) = await StartAsync(engine);
        var client = service.ClientFor(lead);
        var path = $"/index/v1/children/{child}/adults/{father}";
        Assert.Equal((428, 412), ((await client.PutAsync(path, Father)).Status, (await client.PutAsync(path, Father, "\"7\"")).Status));
        Assert.Equal(204, (await client.PutAsync(path, Father, "\"1\"")).Status);
        var households = (await client.GetAsync($"/index/v1/children/{child}")).Json["households"]!.AsArray();
        Assert.Equal((false, father.ToString()), ((bool)households[1]!["atAddress"]!, (string?)households[1]!["adultIds"]![0]));
        var adult = Assert.Single((await client.GetAsync($"/index/v1/children/{child}/adults")).Json["items"]!.AsArray())!;
        Assert.Equal(("father", true, false), ((string?)adult["relationship"], (bool)adult["hasParentalResponsibility"]!, (bool)adult["notToBeTold"]!));
        Assert.Contains(await service.PublishedAsync<IndexDb, ChildRelationshipsChanged>(), told => told.ChildId == child && told.Adults.Contains(new RelatedAdult(father, "father", true, false, false)));
    }

    [Theory, Engines]
    public async Task Put_WhatCannotBe_IsRefused(Engine engine)
    {
        var (service, lead, child, father) = await StartAsync(engine);
        async Task<(int, string?)> RefusalAsync(TestPractitioner by, Guid adult, object body)
        {
            var answer = await service.ClientFor(by).PutAsync($"/index/v1/children/{child}/adults/{adult}", body, "\"1\"");
            return (answer.Status, answer.Code);
        }

        Assert.Equal((404, "not-found"), await RefusalAsync(TestPractitioner.Of(Roles.LeadPractitioner), father, Father));
        Assert.Equal((422, "adult-unknown"), await RefusalAsync(lead, Guid.CreateVersion7(), Father));
        Assert.Equal((400, "relationship-unknown"), await RefusalAsync(lead, father, new { relationship = "uncle", hasParentalResponsibility = false, sameHousehold = false }));
        Assert.Equal((400, "household-contradictory"), await RefusalAsync(
            lead, father, new { relationship = "father", hasParentalResponsibility = false, sameHousehold = true, alsoLivesWith = true }));
    }

    [Theory, Engines]
    public async Task Post_NotToBeTold_IsNamedOnceByThoseWhoKnowOrMatchedTheChild(Engine engine)
    {
        var (service, lead, child, father) = await StartAsync(engine);
        var path = $"/index/v1/children/{child}/adults-not-to-be-told";
        var police = service.ClientFor(TestPractitioner.Of(Roles.Police, "police"));
        var body = new { adultId = father, reasonCode = "alleged-perpetrator" };
        Assert.Equal(404, (await police.PostAsync(path, body)).Status);
        var number = (string)(await service.ClientFor(lead).GetAsync($"/index/v1/children/{child}")).Json["nhsNumber"]!;
        Assert.Equal(child, (await police.PostAsync("/index/v1/match", new { nhsNumber = number })).Id("childId"));
        Assert.Equal((400, "reason-unknown"), Refusal(await police.PostAsync(path, new { adultId = father, reasonCode = "because" })));
        Assert.Equal((422, "adult-unknown"), Refusal(await police.PostAsync(path, new { adultId = Guid.CreateVersion7(), reasonCode = "court-order" })));
        Assert.Equal(204, (await police.PostAsync(path, body)).Status);
        Assert.Equal((409, "already-not-to-be-told"), Refusal(await police.PostAsync(path, body)));
        Assert.Equal(403, (await police.GetAsync($"/index/v1/children/{child}/adults")).Status);
        var adult = Assert.Single((await service.ClientFor(lead).GetAsync($"/index/v1/children/{child}/adults")).Json["items"]!.AsArray())!;
        Assert.Equal(("other", true), ((string?)adult["relationship"], (bool)adult["notToBeTold"]!));
        var log = await service.ClientFor(TestPractitioner.Of(Roles.DataProtectionOfficer)).GetAsync($"/index/v1/children/{child}/access-log?requester=parent&adultId={father}");
        Assert.Empty(log.Json["entries"]!.AsArray());
        Assert.Equal("adult-not-to-be-told", (string?)Assert.Single(log.Json["withheld"]!.AsArray())!["code"]);
    }

    [Theory, Engines]
    public async Task Any_OtherRoles_AreForbidden(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var child = $"/index/v1/children/{Guid.CreateVersion7()}";
        string[] keepers = [Roles.LeadPractitioner, Roles.SocialWorker, Roles.IndexOfficer];
        string[] socialWork = [Roles.SocialWorkManager, Roles.DutyAndAdvice, Roles.OutOfHours];
        string[] readers = [.. keepers, .. socialWork, Roles.ClusterManager, Roles.SchoolLead, Roles.SchoolOfficer, Roles.SeniorManager, Roles.HealthVisitor];
        await service.AssertOnlyAsync(readers, client => client.GetAsync(child));
        await service.AssertOnlyAsync(readers, client => client.GetAsync(child + "/involvement"));
        await service.AssertOnlyAsync([.. keepers, .. socialWork], client => client.GetAsync(child + "/adults"));
        await service.AssertOnlyAsync(keepers, client => client.PutAsync($"{child}/adults/{Guid.CreateVersion7()}", Father, "\"1\""));
        await service.AssertOnlyAsync(
            [Roles.LeadPractitioner, Roles.SocialWorker, Roles.Police],
            client => client.PostAsync(child + "/adults-not-to-be-told", new { adultId = Guid.CreateVersion7(), reasonCode = "court-order" }));
    }

    private static (int, string?) Refusal(Answer answer) => (answer.Status, answer.Code);

    private static async Task<(ServiceUnderTest Service, TestPractitioner Lead, Guid Child, Guid Father)> StartAsync(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var lead = TestPractitioner.Of(Roles.LeadPractitioner, "early-help");
        return (service, lead, await service.RegisterAsync(lead, People.Child(nhsNumber: People.NewNhsNumber())), await service.RegisterAdultAsync());
    }
}
