using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Testing;

namespace Cypp.Index.Tests;

/// <summary>A match below the threshold has its own id; a person settles it, and what waited follows.</summary>
public sealed class SettleMatchTests
{
    [Theory, Engines]
    public async Task Post_KnownChild_SettlesOnceAndIsTold(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var officer = service.ClientFor(TestPractitioner.Of(Roles.IndexOfficer));
        var (given, family) = (People.NewName(), People.NewName());
        var child = await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker), People.Child(given, family));
        var match = await PendingAsync(service, given, family);
        var item = await ItemAsync(officer, match);
        var likeliest = item["candidates"]![0]!;
        Assert.Equal((child.ToString(), family, 80), ((string?)likeliest["childId"], (string?)likeliest["familyName"], (int)likeliest["score"]!));
        var path = $"/index/v1/matches/{match}/settlement";
        Assert.Equal(428, (await officer.PostAsync(path, new { childId = child })).Status);
        Assert.Equal(412, (await officer.PostAsync(path, new { childId = child }, "\"9\"")).Status);
        var unknown = await officer.PostAsync(path, new { childId = Guid.CreateVersion7() }, (string?)item["eTag"]);
        Assert.Equal((422, "child-unknown"), (unknown.Status, unknown.Code));
        Assert.Equal((400, "child-or-registration"), Refusal(await officer.PostAsync(path, new { }, (string?)item["eTag"])));
        var settled = await officer.PostAsync(path, new { childId = child }, (string?)item["eTag"]);
        Assert.Equal((200, child), (settled.Status, settled.Id("childId")));
        Assert.Equal((409, "match-already-settled"), Refusal(await officer.PostAsync(path, new { childId = child }, settled.ETag)));
        Assert.Single(await service.PublishedAsync<IndexDb, MatchSettled>(), told => told.MatchId == match && told.ChildId == child);
    }

    [Theory, Engines]
    public async Task Post_Registration_RegistersAndAppliesTheMarksThatWaited(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var officer = service.ClientFor(TestPractitioner.Of(Roles.DutyAndAdvice) with { AgencyId = ServiceUnderTest.SocialWorkAgencyId });
        var (given, family, partner) = (People.NewName(), People.NewName(), await service.RegisterAdultAsync());
        var match = await PendingAsync(service, given, family);
        var before = (string?)(await ItemAsync(officer, match))["eTag"];
        var named = await service.DeliverAsync(new AdultNotToBeToldNamed(null, match, partner, "risk-of-harm", ServiceUnderTest.Monday), match);
        await service.DeliverAsync(named);
        var path = $"/index/v1/matches/{match}/settlement";
        Assert.Equal(412, (await officer.PostAsync(path, new { register = People.Child(given, family) }, before)).Status);
        var item = await ItemAsync(officer, match);
        var child = (await officer.PostAsync(path, new { register = People.Child(given, family) }, (string?)item["eTag"])).Id("childId");
        var told = Assert.Single(await service.PublishedAsync<IndexDb, ChildRelationshipsChanged>(), message => message.ChildId == child);
        Assert.Equal(new RelatedAdult(partner, "other", false, false, true), Assert.Single(told.Adults));
        Assert.Contains(await service.PublishedAsync<IndexDb, ChildRecordChanged>(), message => message.ChildId == child);
    }

    [Theory, Engines]
    public async Task Named_AfterTheSettlement_MarksTheChild(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var officer = service.ClientFor(TestPractitioner.Of(Roles.IndexOfficer));
        var (child, partner) = (await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker)), await service.RegisterAdultAsync());
        var match = await PendingAsync(service, People.NewName(), People.NewName());
        Assert.Equal(200, (await officer.PostAsync($"/index/v1/matches/{match}/settlement", new { childId = child }, (string?)(await ItemAsync(officer, match))["eTag"])).Status);
        await service.DeliverAsync(new AdultNotToBeToldNamed(null, match, partner, "court-order", ServiceUnderTest.Monday), match);
        Assert.Contains(await service.PublishedAsync<IndexDb, ChildRelationshipsChanged>(), told => told.ChildId == child && told.Adults.Any(adult => adult.NotToBeTold));
    }

    [Theory, Engines]
    public async Task PostAndGet_OtherRoles_AreForbidden(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        string[] allowed = [Roles.IndexOfficer, Roles.DutyAndAdvice];
        await service.AssertOnlyAsync(allowed, client => client.GetAsync("/index/v1/matches?status=settled"));
        await service.AssertOnlyAsync(allowed, client => client.PostAsync($"/index/v1/matches/{Guid.CreateVersion7()}/settlement", new { childId = Guid.CreateVersion7() }, "\"1\""));
    }

    private static (int, string?) Refusal(Answer answer) => (answer.Status, answer.Code);

    private static async Task<Guid> PendingAsync(ServiceUnderTest service, string givenName, string familyName) =>
        (await service.ClientFor(TestPractitioner.Of(Roles.Police)).PostAsync("/index/v1/match", new { givenName, familyName, birthDate = "2005-03-04" })).Id("matchId");

    private static async Task<JsonNode> ItemAsync(AgencyClient officer, Guid matchId)
    {
        for (string? after = null; ;)
        {
            var page = (await officer.GetAsync("/index/v1/matches?status=pending" + (after is null ? "" : $"&after={after}"))).Json;
            if (page["items"]!.AsArray().FirstOrDefault(item => (string?)item!["matchId"] == matchId.ToString()) is { } found)
            {
                return found;
            }

            after = (string?)page["next"] ?? throw new InvalidOperationException("The match is not listed.");
        }
    }
}
