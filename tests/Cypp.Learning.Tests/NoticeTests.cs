using Cypp.Contracts.Index;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.Learning.Features;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Learning.Tests;

public sealed class NoticeTests
{
    private static readonly DateTimeOffset FridayNight = new(2015, 11, 6, 23, 10, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset MondaysBell = new(2015, 11, 9, 8, 50, 0, TimeSpan.Zero);

    [Theory, Engines]
    public async Task Incident_OfTwoSiblings_TellsEachKeyAdultOfTheirOwnPupilOnly(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<LearningModule>(engine, FridayNight);
        var world = new LearningWorld(service);
        var (elder, younger) = (await world.PupilAsync(await world.SchoolAsync()), await world.PupilAsync(await world.SchoolAsync("primary")));
        foreach (var pupil in new[] { elder, younger })
        {
            var incident = world.Incident(pupil.ChildId);
            await service.DeliverAsync(incident, pupil.ChildId);
            var item = Assert.Single(await world.InboxAsync(pupil.KeyAdult));
            Assert.Equal(("domestic-abuse-notice", incident.NoticeId, MondaysBell), (item.Kind, item.SubjectId, item.DueAt));
            var notice = await service.ClientFor(pupil.KeyAdult).GetAsync($"/learning/v1/notices/{incident.NoticeId}");
            var shown = notice.Read<ReadNotice.Response>();
            Assert.Equal(
                (pupil.ChildId, "Testa", "at home", incident.Circumstances, false), (shown.ChildId, shown.GivenName, shown.Place, shown.Circumstances, shown.ContactParents));
            var stranger = pupil == elder ? younger.KeyAdult : elder.KeyAdult;
            Assert.Equal(404, (await service.ClientFor(stranger).GetAsync($"/learning/v1/notices/{incident.NoticeId}")).Status);
            Assert.Equal(403, (await service.ClientFor(pupil.Officer).GetAsync($"/learning/v1/notices/{incident.NoticeId}")).Status);
        }
    }

    [Theory, Engines]
    public async Task Incident_DeliveredTwice_IsOneNotice(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        var delivery = await world.Service.DeliverAsync(world.Incident(pupil.ChildId), pupil.ChildId);
        await world.Service.DeliverAsync(delivery);
        await world.Service.DeliverAsync(delivery.Message, pupil.ChildId);
        Assert.Single(await world.InboxAsync(pupil.KeyAdult));
    }

    [Theory, Engines]
    public async Task Incident_OfAChildAtTwoSchools_TellsBoth(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var first = await world.PupilAsync(await world.SchoolAsync());
        var second = await world.PupilAsync(await world.SchoolAsync(bellTime: "09:15"), first.ChildId);
        await world.Service.DeliverAsync(world.Incident(first.ChildId), first.ChildId);
        Assert.Equal(new DateTimeOffset(2015, 11, 3, 8, 50, 0, TimeSpan.Zero), Assert.Single(await world.InboxAsync(first.KeyAdult)).DueAt);
        Assert.Equal(new DateTimeOffset(2015, 11, 2, 9, 15, 0, TimeSpan.Zero), Assert.Single(await world.InboxAsync(second.KeyAdult)).DueAt);
    }

    [Theory, Engines]
    public async Task Incident_OfAChildAtNoSchool_TellsTheHomeEducationOfficer(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<LearningModule>(engine, FridayNight);
        var world = new LearningWorld(service);
        var (atHome, onNoRoll) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var tooYoung = await world.PupilAsync(await world.SchoolAsync(), birthDate: "2013-01-01");
        await service.ClientFor(LearningWorld.HomeEducationOfficer).PostAsync(
            "/learning/v1/home-education", new { childId = atHome, givenName = "Homa", familyName = "Synthetic", birthDate = "2005-01-01", from = "2015-09-01" });
        foreach (var child in new[] { atHome, onNoRoll, tooYoung.ChildId })
        {
            await service.DeliverAsync(world.Incident(child), child);
        }

        var items = await world.InboxAsync(LearningWorld.HomeEducationOfficer);
        Assert.Equal(new[] { atHome, onNoRoll, tooYoung.ChildId }.Order(), items.Select(item => item.ChildId!.Value).Order());
        Assert.All(items, item => Assert.Equal(new DateTimeOffset(2015, 11, 9, 9, 0, 0, TimeSpan.Zero), item.DueAt));
        Assert.Empty(await world.InboxAsync(tooYoung.KeyAdult));
        var notice = await service.ClientFor(LearningWorld.HomeEducationOfficer).GetAsync($"/learning/v1/notices/{items.Single(item => item.ChildId == atHome).SubjectId}");
        Assert.Equal("Homa", notice.Read<ReadNotice.Response>().GivenName);
    }

    [Theory, Engines]
    public async Task Bell_WithoutAcknowledgement_IsEscalatedOnce(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<LearningModule>(engine, FridayNight);
        var world = new LearningWorld(service);
        var (late, prompt) = (await world.PupilAsync(await world.SchoolAsync()), await world.PupilAsync(await world.SchoolAsync()));
        var incident = world.Incident(late.ChildId);
        await service.DeliverAsync(incident, late.ChildId);
        await service.DeliverAsync(world.Incident(prompt.ChildId), prompt.ChildId);
        var item = Assert.Single(await world.InboxAsync(prompt.KeyAdult));
        var acknowledged = await service.ClientFor(prompt.KeyAdult).PostAsync($"/learning/v1/inbox/{item.Id}/acknowledgement", new { });
        Assert.Equal(prompt.KeyAdult.PractitionerId, Guid.Parse((string)acknowledged.Json["acknowledgedBy"]!));
        var watcher = service.Services.GetRequiredService<WatchNotices>();
        service.Time.SetUtcNow(MondaysBell.AddMinutes(-1));
        await watcher.WatchAsync(CancellationToken.None);
        Assert.Empty(await world.InboxAsync(LearningWorld.EducationLead));
        service.Time.SetUtcNow(MondaysBell);
        await watcher.WatchAsync(CancellationToken.None);
        await watcher.WatchAsync(CancellationToken.None);
        var alarm = Assert.Single(await world.InboxAsync(LearningWorld.EducationLead));
        Assert.Equal(("domestic-abuse-notice-unacknowledged", incident.NoticeId), (alarm.Kind, alarm.SubjectId));
        var notice = await service.ClientFor(LearningWorld.EducationLead).GetAsync($"/learning/v1/notices/{incident.NoticeId}");
        Assert.Equal([late.Officer.AgencyId], notice.Read<ReadNotice.Response>().UnacknowledgedBy);
    }

    [Theory, Engines]
    public async Task PendingMatch_AlarmsNearTheBellAndGoesToTheSchoolWhenSettled(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<LearningModule>(engine, FridayNight);
        var world = new LearningWorld(service);
        var (pupil, matchId) = (await world.PupilAsync(await world.SchoolAsync()), Guid.CreateVersion7());
        var incident = world.Incident(null, matchId);
        await service.DeliverAsync(incident, matchId);
        var watcher = service.Services.GetRequiredService<WatchNotices>();
        await watcher.WatchAsync(CancellationToken.None);
        Assert.Empty(await world.InboxAsync(LearningWorld.EducationLead));
        service.Time.SetUtcNow(MondaysBell.AddHours(-1));
        await watcher.WatchAsync(CancellationToken.None);
        await watcher.WatchAsync(CancellationToken.None);
        Assert.Equal("domestic-abuse-notice-unmatched", Assert.Single(await world.InboxAsync(LearningWorld.EducationLead)).Kind);
        var settled = await service.DeliverAsync(new MatchSettled(matchId, pupil.ChildId, service.Time.GetUtcNow()), matchId);
        await service.DeliverAsync(settled);
        var item = Assert.Single(await world.InboxAsync(pupil.KeyAdult));
        Assert.Equal((incident.NoticeId, MondaysBell), (item.SubjectId, item.DueAt));
    }

    [Theory, Engines]
    public async Task MatchSettledBeforeItsNotice_GoesToTheSchoolAtOnce(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var (pupil, matchId) = (await world.PupilAsync(await world.SchoolAsync()), Guid.CreateVersion7());
        await world.Service.DeliverAsync(new MatchSettled(matchId, pupil.ChildId, world.Service.Time.GetUtcNow()), matchId);
        await world.Service.DeliverAsync(world.Incident(null, matchId), matchId);
        Assert.Equal(pupil.ChildId, Assert.Single(await world.InboxAsync(pupil.KeyAdult)).ChildId);
    }

    [Theory, Engines]
    public async Task HiddenLocation_ShowsNoPlace(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        var now = world.Service.Time.GetUtcNow();
        var record = new ChildRecordChanged(pupil.ChildId, null, null, null, new DateOnly(2003, 5, 1), null, "aire-valley", false, now);
        await world.Service.DeliverAsync(await world.Service.DeliverAsync(record, pupil.ChildId));
        // The order is the stream's; the index's clock had been ahead and was set back.
        await world.Service.DeliverAsync(record with { LocationHidden = true, OccurredAt = now.AddHours(-1) }, pupil.ChildId);
        var incident = world.Incident(pupil.ChildId, place: "1 Hidden Street, LS2 8AA");
        await world.Service.DeliverAsync(incident, pupil.ChildId);
        var answer = await world.Service.ClientFor(pupil.KeyAdult).GetAsync($"/learning/v1/notices/{incident.NoticeId}");
        var shown = answer.Read<ReadNotice.Response>();
        Assert.Equal((null, true, "Made-up circumstances, near [withheld]."), (shown.Place, shown.PlaceWithheld, shown.Circumstances));
        Assert.DoesNotContain("Hidden Street", answer.Body, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Get_Notice_IsAudited(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        var incident = world.Incident(pupil.ChildId);
        await world.Service.DeliverAsync(incident, pupil.ChildId);
        await world.Service.ClientFor(pupil.KeyAdult).GetAsync($"/learning/v1/notices/{incident.NoticeId}");
        Assert.True(await world.Service.InDatabaseAsync<LearningDb, bool>(db => db.Set<Access.Audit.AuditRow>().AnyAsync(
            row => row.ResourceId == incident.NoticeId && row.PractitionerId == pupil.KeyAdult.PractitionerId && row.ChildId == pupil.ChildId)));
        Assert.Equal(1, await world.Service.InDatabaseAsync<LearningDb, int>(db => db.Set<Notice>().CountAsync(row => row.Id == incident.NoticeId)));
    }
}
