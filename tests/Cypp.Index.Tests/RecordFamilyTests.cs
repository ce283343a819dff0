using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Index.Data;
using Cypp.Testing;

namespace Cypp.Index.Tests;

public sealed class RecordFamilyTests
{
    private static object Family(Guid child, params object[] adults) => new { childIds = new[] { child }, adults };

    private static object Adult(Guid adult, bool sameHousehold, Guid child, string relationship) =>
        new { adultId = adult, sameHousehold, children = new[] { new { childId = child, relationship, hasParentalResponsibility = true } } };

    [Theory, Engines]
    public async Task Post_SiblingsAndAdults_AnnouncesEachChildsOwnRelationships(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var lead = TestPractitioner.Of(Roles.LeadPractitioner);
        var (elder, younger) = (await service.RegisterAsync(lead), await service.RegisterAsync(lead));
        var (mother, father) = (await service.RegisterAdultAsync(), await service.RegisterAdultAsync());
        var answer = await service.ClientFor(lead).PostAsync("/index/v1/families", new
        {
            childIds = new[] { elder, younger },
            adults = new object[]
            {
                new { adultId = mother, sameHousehold = true, children = new[] { Mother(elder), Mother(younger) } },
                new { adultId = father, sameHousehold = false, children = new[] { new { childId = elder, relationship = "father", hasParentalResponsibility = true } } },
            },
        });
        Assert.Equal(201, answer.Status);
        var told = await service.PublishedAsync<IndexDb, ChildRelationshipsChanged>();
        var ofElder = told.Single(message => message.ChildId == elder);
        Assert.Equal(answer.Id("familyId"), ofElder.FamilyId);
        Assert.Contains(new RelatedAdult(father, "father", true, false, false), ofElder.Adults);
        Assert.Equal(mother, Assert.Single(told.Single(message => message.ChildId == younger).Adults).AdultId);

        static object Mother(Guid child) => new { childId = child, relationship = "mother", hasParentalResponsibility = true };
    }

    [Theory, Engines]
    public async Task Post_SiblingOfAKnownFamily_JoinsItAndKeepsWhatWasStated(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var lead = TestPractitioner.Of(Roles.LeadPractitioner);
        var (client, child, baby, mother) = (service.ClientFor(lead), await service.RegisterAsync(lead), await service.RegisterAsync(lead), await service.RegisterAdultAsync());
        var family = (await client.PostAsync("/index/v1/families", Family(child, Adult(mother, true, child, "mother")))).Id("familyId");
        var joined = await client.PostAsync("/index/v1/families", new { childIds = new[] { child, baby }, adults = new[] { Adult(mother, false, child, "carer") } });
        Assert.Equal((201, family), (joined.Status, joined.Id("familyId")));
        var last = (await service.PublishedAsync<IndexDb, ChildRelationshipsChanged>()).Last(message => message.ChildId == child);
        Assert.Equal(new RelatedAdult(mother, "mother", true, true, false), Assert.Single(last.Adults));
    }

    [Theory, Engines]
    public async Task Post_ChildMatchedButNotKnown_IsRecordedAndAnyOtherIsNotFound(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var number = People.NewNhsNumber();
        var child = await service.RegisterAsync(TestPractitioner.Of(Roles.SchoolOfficer), People.Child(nhsNumber: number));
        var client = service.ClientFor(TestPractitioner.Of(Roles.LeadPractitioner));
        Assert.Equal(404, (await client.PostAsync("/index/v1/families", Family(child))).Status);
        Assert.Equal(200, (await client.PostAsync("/index/v1/match", new { nhsNumber = number })).Status);
        Assert.Equal(201, (await client.PostAsync("/index/v1/families", Family(child))).Status);
    }

    [Theory, Engines]
    public async Task Post_WhatCannotBe_IsRefused(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var lead = TestPractitioner.Of(Roles.LeadPractitioner);
        var (client, child, other, adult) = (service.ClientFor(lead), await service.RegisterAsync(lead), await service.RegisterAsync(lead), await service.RegisterAdultAsync());
        async Task<(int, string?)> RefusalAsync(object body)
        {
            var answer = await client.PostAsync("/index/v1/families", body);
            return (answer.Status, answer.Code);
        }

        Assert.Equal((400, "relationship-unknown"), await RefusalAsync(Family(child, Adult(adult, true, child, "uncle"))));
        Assert.Equal((400, "child-not-of-family"), await RefusalAsync(Family(child, Adult(adult, true, other, "mother"))));
        Assert.Equal((422, "adult-unknown"), await RefusalAsync(Family(child, Adult(Guid.CreateVersion7(), true, child, "mother"))));
        Assert.Equal(201, (await client.PostAsync("/index/v1/families", Family(child))).Status);
        Assert.Equal(201, (await client.PostAsync("/index/v1/families", Family(other))).Status);
        Assert.Equal((409, "children-in-different-families"), await RefusalAsync(new { childIds = new[] { child, other }, adults = Array.Empty<object>() }));
    }

    [Theory, Engines]
    public async Task Post_OtherRoles_AreForbidden(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        await service.AssertOnlyAsync(
            [Roles.LeadPractitioner, Roles.SocialWorker, Roles.IndexOfficer],
            client => client.PostAsync("/index/v1/families", Family(Guid.CreateVersion7())));
    }
}
