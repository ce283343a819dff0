using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.EarlyHelp.Data;
using Cypp.Messaging;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Tests;

/// <summary>Restriction level 1: where a child goes to school is told by no list and no team (security 2.4).</summary>
public sealed class HiddenLocationTests
{
    private static readonly TestPractitioner Cluster = TestPractitioner.Of(Roles.LeadPractitioner, "early-help", "beck-valley");

    [Theory, Engines]
    public async Task Hidden_Case_NamesTheSchoolToNobodyButTheSchool(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var (school, other) = (TestPractitioner.Of(Roles.SchoolLead, "school"), TestPractitioner.Of(Roles.HealthVisitor, "health"));
        await EnrolAsync(family.Service, family.Elder, school);
        await family.EditAsync("/team-members", new { agencyId = school.AgencyId, capacity = "school" });
        await family.EditAsync("/team-members", new { agencyId = other.AgencyId, capacity = "health visitor" });
        await HideAsync(family, hidden: true);
        foreach (var reader in new[] { family.LeadPractitioner, other })
        {
            var seen = await family.Service.ClientFor(reader).GetAsync(family.Path);
            Assert.Equal(200, seen.Status);
            Assert.DoesNotContain(school.AgencyId.ToString(), seen.Body, StringComparison.Ordinal);
            Assert.Contains(other.AgencyId.ToString(), seen.Body, StringComparison.Ordinal);
        }

        Assert.Contains(school.AgencyId.ToString(), (await family.Service.ClientFor(school).GetAsync(family.Path)).Body, StringComparison.Ordinal);
        await HideAsync(family, hidden: false);
        Assert.Contains(school.AgencyId.ToString(), (await family.Lead.GetAsync(family.Path)).Body, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Hidden_Prompt_IsOnTheSchoolsListAndNotOnTheClusters(Engine engine)
    {
        var family = new Family(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var school = TestPractitioner.Of(Roles.SchoolLead, "school", "beck-valley");
        await EnrolAsync(family.Service, family.Elder, school);
        await HideAsync(family, hidden: true);
        await family.Service.DeliverAsync(new PersistentAbsenceChanged(family.Elder, school.AgencyId, "beck-valley", 2015, true, 10, new DateOnly(2015, 10, 23)), family.Elder);
        var prompt = (await family.Service.ClientFor(school).GetAsync("/early-help/v1/prompts")).Json["items"]!.AsArray()
            .Single(item => (string?)item!["childId"] == family.Elder.ToString())!;
        var cluster = family.Service.ClientFor(Cluster);
        Assert.DoesNotContain(family.Elder.ToString(), (await cluster.GetAsync("/early-help/v1/prompts")).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await cluster.GetAsync($"/early-help/v1/prompts/{prompt["promptId"]}")).Status);
        Assert.Equal(200, (await family.Service.ClientFor(school).GetAsync($"/early-help/v1/prompts/{prompt["promptId"]}")).Status);
    }

    [Theory, Engines]
    public async Task Hidden_MessagesAboutTheChild_TravelAsRestricted(Engine engine)
    {
        var family = new Family(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        await HideAsync(family, hidden: true);
        Assert.Equal(201, (await family.OpenAsync()).Status);
        var levels = await family.Service.InDatabaseAsync<EarlyHelpDb, List<int>>(db => db.Outbox
            .Where(row => row.Stream.EndsWith(family.Elder.ToString("n")) && row.Type == "early-help.case-opened").Select(row => row.RestrictionLevel).ToListAsync());
        Assert.Equal([1], levels);
        Assert.Contains(await family.Service.PublishedAsync<EarlyHelpDb, EarlyHelpCaseOpened>(), told => told.ChildId == family.Elder);
    }

    [Theory, Engines]
    public async Task Hidden_ByAClockThatWasSetBack_IsHidden(Engine engine)
    {
        var family = new Family(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        await HideAsync(family, hidden: false);
        await family.Service.DeliverAsync(Record(family, hidden: true) with { OccurredAt = ServiceUnderTest.Monday.AddHours(-1) }, family.Elder);
        Assert.True(await family.Service.InDatabaseAsync<EarlyHelpDb, bool>(db => db.KnownChildren.AnyAsync(child => child.ChildId == family.Elder && child.LocationHidden)));
    }

    private static Task<Delivery> EnrolAsync(ServiceUnderTest service, Guid child, TestPractitioner school) =>
        service.DeliverAsync(new PupilEnrolled(Guid.CreateVersion7(), child, school.AgencyId, "beck-valley", "secondary", new DateOnly(2015, 9, 7)), child);

    private static Task<Delivery> HideAsync(Family family, bool hidden) => family.Service.DeliverAsync(Record(family, hidden), family.Elder);

    private static ChildRecordChanged Record(Family family, bool hidden) =>
        new(family.Elder, family.FamilyId, null, null, null, null, "beck-valley", hidden, ServiceUnderTest.Monday);
}
