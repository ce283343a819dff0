using System.Globalization;
using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Contracts.Identifiers;
using Cypp.Contracts.Safeguarding;
using Cypp.Learning.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Tests;

/// <summary>Builders of schools, pupils and notices in one service under test.</summary>
internal sealed class LearningWorld(ServiceUnderTest service)
{
    private static int _serial;

    public static readonly TestPractitioner EducationLead =
        new(Roles.EducationSafeguardingLead, ServiceUnderTest.EducationAgencyId, "education-authority", Guid.CreateVersion7());

    public static readonly TestPractitioner HomeEducationOfficer = EducationLead.Colleague(Roles.HomeEducationOfficer);

    public ServiceUnderTest Service => service;

    public static object SchoolDay(string phase = "secondary", string bellTime = "08:50", params string[] closedDays) => new
    {
        name = "Synthetic School",
        phase,
        cluster = "aire-valley",
        bellTime,
        terms = new[] { new { from = "2015-09-07", to = "2015-10-23" }, new { from = "2015-11-02", to = "2015-12-18" }, new { from = "2016-01-04", to = "2016-03-24" } },
        closedDays,
    };

    /// <summary>A registered school's officer.</summary>
    public async Task<TestPractitioner> SchoolAsync(string phase = "secondary", string bellTime = "08:50", params string[] closedDays)
    {
        var officer = TestPractitioner.Of(Roles.SchoolOfficer, "school");
        var answer = await service.ClientFor(EducationLead).PutAsync($"/learning/v1/schools/{officer.AgencyId}", SchoolDay(phase, bellTime, closedDays));
        Assert.Equal(201, answer.Status);
        return officer;
    }

    public async Task<Pupil> PupilAsync(TestPractitioner officer, Guid? childId = null, string birthDate = "2003-05-01", string enrolledOn = "2015-09-07")
    {
        var (child, upn) = (childId ?? Guid.CreateVersion7(), NewUpn());
        var answer = await service.ClientFor(officer).PostAsync("/learning/v1/enrolments", Enrolment(child, upn, birthDate, enrolledOn));
        Assert.Equal((201, null), (answer.Status, answer.Code));
        return new Pupil(child, upn, answer.Id("enrolmentId"), officer);
    }

    public static object Enrolment(Guid childId, string upn, string birthDate = "2003-05-01", string enrolledOn = "2015-09-07") =>
        new { childId, upn, givenName = "Testa", familyName = "Synthetic", birthDate, enrolledOn };

    public DomesticAbuseIncidentReported Incident(Guid? childId, Guid? matchId = null, string place = "at home") => new(
        Guid.CreateVersion7(), childId, matchId, Guid.CreateVersion7(), "MADE-UP-1", service.Time.GetUtcNow().AddHours(-1), place, true,
        "It was loud.", "Made-up circumstances, near LS1 1UR.", service.Time.GetUtcNow());

    public async Task<IReadOnlyList<InboxEndpoints.Item>> InboxAsync(TestPractitioner practitioner)
    {
        var answer = await service.ClientFor(practitioner).GetAsync("/learning/v1/inbox");
        Assert.Equal(200, answer.Status);
        return answer.Read<InboxEndpoints.Page>().Items;
    }

    public Task<int> CountAsync<TRow>() where TRow : class => service.InDatabaseAsync<LearningDb, int>(db => db.Set<TRow>().CountAsync());

    /// <summary>A valid number of authority 383 that no other test has.</summary>
    public static string NewUpn()
    {
        var serial = Interlocked.Increment(ref _serial);
        var digits = string.Create(CultureInfo.InvariantCulture, $"3834000{15 + (serial / 1000):00}{serial % 1000:000}");
        return "ABCDEFGHJKLMNPQRTUVWXYZ".Select(letter => letter + digits).Single(upn => Upn.TryParse(upn, out _));
    }
}

internal sealed record Pupil(Guid ChildId, string Upn, Guid EnrolmentId, TestPractitioner Officer)
{
    public TestPractitioner KeyAdult { get; } = Officer.Colleague(Roles.KeyAdult);
}
