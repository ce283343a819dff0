using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Tests.FrontDoor;

public sealed class ContactTests
{
    private const string Contacts = "/safeguarding/v1/contacts";

    [Theory, Engines]
    public async Task Post_WrongShape_IsRefusedAndNothingStored(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, client) = (Guid.CreateVersion7(), service.ClientFor(TestPractitioner.Of(Roles.SchoolLead, "school")));
        var both = await client.PostAsync(Contacts, new { childId = child, matchId = child, referralSource = "2A", concern = "Made up." });
        Assert.Equal((400, "child-or-match"), (both.Status, both.Code));
        Assert.Equal("child-or-match", (await client.PostAsync(Contacts, new { referralSource = "2A", concern = "Made up." })).Code);
        var source = await client.PostAsync(Contacts, new { childId = child, referralSource = "2Z", concern = "Made up." });
        Assert.Equal((400, "unknown-code", "referralSource"), (source.Status, source.Code, (string?)source.Json["field"]));
        var adults = new[] { new { adultId = child, reasonCode = "dislike" } };
        var reason = await client.PostAsync(Contacts, new { childId = child, referralSource = "2A", concern = "Made up.", adultsNotToBeTold = adults });
        Assert.Equal((400, "unknown-code"), (reason.Status, reason.Code));
        Assert.Equal(400, (await client.PostAsync(Contacts, new { childId = child, referralSource = "2A", concern = "" })).Status);
        Assert.Equal(0, await service.InDatabaseAsync<SafeguardingDb, int>(db => db.Contacts.CountAsync(contact => contact.ChildId == child)));
    }

    [Theory, Engines]
    public async Task Post_OnAMatchSettledBefore_BelongsToTheChildAtOnce(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (match, child) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.DeliverAsync(new MatchSettled(match, child, ServiceUnderTest.Monday), match);
        var made = await service.ClientFor(TestPractitioner.Of(Roles.HealthVisitor, "health"))
            .PostAsync(Contacts, new { matchId = match, referralSource = "3B", concern = "Made up." });
        await Doorstep.ReferralOfAsync(service, child);
        Assert.Single(await service.PublishedAsync<SafeguardingDb, ContactMade>(), told => told.ContactId == made.Id("contactId") && told.ChildId == child);
    }

    [Theory, Engines]
    public async Task Post_ByATeacher_TheSchoolsLeadHearsTheOutcome(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, teacher) = (Guid.CreateVersion7(), TestPractitioner.Of(Roles.SchoolTeacher, "school"));
        await service.ClientFor(teacher).PostAsync(Contacts, new { childId = child, referralSource = "2A", concern = "Made up." });
        await Doorstep.DeclineAsync(service, child);
        Assert.Empty(await Doorstep.InboxAsync(service, teacher));
        Assert.Equal(["contact-outcome"], await Doorstep.InboxAsync(service, teacher.Colleague(Roles.SchoolLead)));
    }

    [Theory, Engines]
    public async Task Post_ForThePublicOrAnonymously_IsAnsweredByTheLeast(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, officer) = (Guid.CreateVersion7(), TestPractitioner.Of(Roles.Police, "police"));
        var client = service.ClientFor(officer);
        var publicly = await client.PostAsync(Contacts, new { childId = child, referralSource = "1B", concern = "A neighbour rang." });
        await client.PostAsync(Contacts, new { childId = child, referralSource = "9", concern = "A note was left." });
        var path = $"{Contacts}/{publicly.Id("contactId")}";
        Assert.Equal("pending", (string?)(await client.GetAsync(path)).Json["outcome"]);
        await Doorstep.DeclineAsync(service, child);
        Assert.Equal(["contact-outcome"], await Doorstep.InboxAsync(service, officer));
        var read = await client.GetAsync(path);
        Assert.Equal(("considered", null), ((string?)read.Json["outcome"], (string?)read.Json["reasonCode"]));
        Assert.Equal("declined", (string?)(await service.ClientFor(Doorstep.Duty).GetAsync(path)).Json["outcome"]);
    }

    [Theory, Engines]
    public async Task Post_AboutAChildWhoHasASocialWorker_TellsBothAtOnce(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, school) = (Guid.CreateVersion7(), TestPractitioner.Of(Roles.SchoolLead, "school"));
        await service.ClientFor(Doorstep.Duty).PostAsync(Contacts, new { childId = child, referralSource = "5A", concern = "Made up." });
        await Doorstep.AcceptAsync(service, child);
        var made = await service.ClientFor(school).PostAsync(Contacts, new { childId = child, referralSource = "2A", concern = "Again." });
        Assert.Contains("contact-made", await Doorstep.InboxAsync(service, Doorstep.Worker, child));
        Assert.Equal(["contact-outcome"], await Doorstep.InboxAsync(service, school));
        Assert.Equal(200, (await service.ClientFor(Doorstep.Duty).GetAsync($"{Contacts}/{made.Id("contactId")}")).Status);
        await Doorstep.ReferralOfAsync(service, child);
    }
}
