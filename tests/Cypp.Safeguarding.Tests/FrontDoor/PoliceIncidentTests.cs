using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Tests.FrontDoor;

public sealed class PoliceIncidentTests
{
    private const string Incidents = "/safeguarding/v1/police-incidents";

    [Theory, Engines]
    public async Task Post_WithAPendingMatch_TellsTheSchoolsSideAtOnceByTheMatch(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, match, partner) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var answer = await Police(service).PostAsync(Incidents, Doorstep.Incident(
            "R-" + child, [new { childId = child, present = false }, new { matchId = match, present = true, voice = "Made up." }], partner));
        Assert.Equal(201, answer.Status);
        var notices = (await service.PublishedAsync<SafeguardingDb, DomesticAbuseIncidentReported>()).Where(told => told.PoliceReference == "R-" + child).ToList();
        Assert.Equal(
            answer.Json["contacts"]!.AsArray().Select(contact => (string)contact!["noticeId"]!).Order(),
            notices.Select(told => told.NoticeId.ToString()).Order());
        Assert.Single(notices, told => told is { ChildId: null, ChildPresent: true, VoiceOfTheChild: "Made up." } && told.MatchId == match);
        Assert.Single(notices, told => told.ChildId == child && told is { MatchId: null, ChildPresent: false, VoiceOfTheChild: null });
        var named = (await service.PublishedAsync<SafeguardingDb, AdultNotToBeToldNamed>()).Where(told => told.AdultId == partner).ToList();
        Assert.Equal([(child, null), (null, match)], named.Select(told => (told.ChildId, told.MatchId)).OrderBy(key => key.ChildId is null));
        var settled = Guid.CreateVersion7();
        await service.DeliverAsync(new MatchSettled(match, settled, ServiceUnderTest.Monday), match);
        await Doorstep.ReferralOfAsync(service, settled);
    }

    [Theory, Engines]
    public async Task Post_SameReferenceAgain_TakesFurtherChildrenOnly(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, partner) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (police, reference) = (Police(service), "R-" + child);
        Assert.Equal(201, (await police.PostAsync(Incidents, Doorstep.Incident(reference, [new { childId = child, present = true }], partner))).Status);
        var again = await police.PostAsync(Incidents, Doorstep.Incident(reference, [new { childId = child, present = true }], partner));
        Assert.Equal((409, "child-already-reported"), (again.Status, again.Code));
        Assert.Single(await service.PublishedAsync<SafeguardingDb, DomesticAbuseIncidentReported>(), told => told.ChildId == child);
        var further = await police.PostAsync(Incidents, Doorstep.Incident(reference, [new { childId = Guid.CreateVersion7(), present = false }], partner));
        Assert.Equal(201, further.Status);
    }

    [Theory, Engines]
    public async Task Post_ChildTwiceOrUnnamedOrIncidentAhead_IsRefusedWhole(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, partner) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var one = new { childId = child, present = true };
        var twice = await Police(service).PostAsync(Incidents, Doorstep.Incident("R-2", [one, one], partner));
        Assert.Equal((400, "child-named-twice"), (twice.Status, twice.Code));
        var unnamed = await Police(service).PostAsync(Incidents, Doorstep.Incident("R-2", [one, new { present = true }], partner));
        Assert.Equal((400, "child-or-match"), (unnamed.Status, unnamed.Code));
        var ahead = await Police(service).PostAsync(Incidents, new
        {
            policeReference = "R-2",
            incidentAt = "2015-11-03T10:00:00Z",
            place = "at home",
            circumstances = "C",
            safeContact = "S",
            children = new[] { one },
            adultsNotToBeTold = Array.Empty<object>(),
        });
        Assert.Equal((400, "moment-impossible"), (ahead.Status, ahead.Code));
        Assert.Equal(400, (await Police(service).PostAsync(Incidents, Doorstep.Incident("R-2", [], partner))).Status);
        Assert.Equal(0, await service.InDatabaseAsync<SafeguardingDb, int>(db => db.Contacts.CountAsync(contact => contact.ChildId == child)));
    }

    [Theory, Engines]
    public async Task Get_ContactOfAnIncident_ShowsTheSafeContactToTheFrontDoorOnly(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, partner, officer) = (Guid.CreateVersion7(), Guid.CreateVersion7(), TestPractitioner.Of(Roles.Police, "police"));
        var incident = await service.ClientFor(officer).PostAsync(
            Incidents, Doorstep.Incident("R-" + child, [new { childId = child, present = true, voice = "It was loud." }], partner));
        var path = $"/safeguarding/v1/contacts/{(string)incident.Json["contacts"]![0]!["contactId"]!}";
        var received = (await service.ClientFor(Doorstep.Duty).GetAsync(path)).Json["received"]!;
        Assert.Equal("At work only.", (string?)received["incident"]!["safeContact"]);
        Assert.Equal(partner.ToString(), (string?)Assert.Single(received["adultsNotToBeTold"]!.AsArray()));
        Assert.DoesNotContain("At work only.", (await service.ClientFor(officer).GetAsync(path)).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await service.ClientFor(officer.Colleague()).GetAsync(path)).Status);
    }

    private static AgencyClient Police(ServiceUnderTest service) => service.ClientFor(TestPractitioner.Of(Roles.Police, "police") with { AgencyId = Force });

    private static readonly Guid Force = Guid.CreateVersion7();
}
