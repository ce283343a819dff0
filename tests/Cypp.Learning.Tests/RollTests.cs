using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.Contracts.Learning;
using Cypp.Learning.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Tests;

public sealed class RollTests
{
    [Theory, Engines]
    public async Task Post_NewPupil_IsOnTheRollAndTold(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        var told = (await world.Service.PublishedAsync<LearningDb, PupilEnrolled>()).Single(message => message.ChildId == pupil.ChildId);
        Assert.Equal(
            new PupilEnrolled(pupil.EnrolmentId, pupil.ChildId, pupil.Officer.AgencyId, "aire-valley", "secondary", new DateOnly(2015, 9, 7)), told);
        Assert.Equal(1, await world.Service.InDatabaseAsync<LearningDb, int>(db => db.Set<Relationship>().CountAsync(
            row => row.ChildId == pupil.ChildId && row.AgencyId == pupil.Officer.AgencyId && row.Kind == RelationshipKinds.SchoolRoll)));
    }

    [Theory, Engines]
    public async Task Post_ImpossiblePupil_IsRefusedAndNothingTold(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var (officer, child) = (await world.SchoolAsync(), Guid.CreateVersion7());
        var client = world.Service.ClientFor(officer);
        Assert.Equal("upn-invalid", (await client.PostAsync("/learning/v1/enrolments", LearningWorld.Enrolment(child, "A950000178302"))).Code);
        Assert.Equal("start-date-impossible", (await client.PostAsync(
            "/learning/v1/enrolments", LearningWorld.Enrolment(child, LearningWorld.NewUpn(), enrolledOn: "2015-11-03"))).Code);
        Assert.Equal("birth-date-impossible", (await client.PostAsync(
            "/learning/v1/enrolments", LearningWorld.Enrolment(child, LearningWorld.NewUpn(), birthDate: "2016-01-01"))).Code);
        var nowhere = world.Service.ClientFor(TestPractitioner.Of(Roles.SchoolOfficer, "school"));
        var unregistered = await nowhere.PostAsync("/learning/v1/enrolments", LearningWorld.Enrolment(child, LearningWorld.NewUpn()));
        Assert.Equal((422, "school-not-registered"), (unregistered.Status, unregistered.Code));
        Assert.DoesNotContain(await world.Service.PublishedAsync<LearningDb, PupilEnrolled>(), message => message.ChildId == child);
    }

    [Theory, Engines]
    public async Task Post_PupilOnTheRoll_IsAConflictButASecondSchoolIsNot(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        var again = await world.Service.ClientFor(pupil.Officer).PostAsync(
            "/learning/v1/enrolments", LearningWorld.Enrolment(pupil.ChildId, LearningWorld.NewUpn()));
        Assert.Equal((409, "already-on-roll"), (again.Status, again.Code));
        await world.PupilAsync(await world.SchoolAsync(), pupil.ChildId);
    }

    [Theory, Engines]
    public async Task Departure_EndsAccessAtTheEndOfThatDay(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<LearningModule>(engine);
        var world = new LearningWorld(service);
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        var (client, path) = (service.ClientFor(pupil.Officer), $"/learning/v1/enrolments/{pupil.EnrolmentId}/departure");
        Assert.Equal(428, (await client.PostAsync(path, new { leftOn = "2015-11-02" })).Status);
        Assert.Equal(412, (await client.PostAsync(path, new { leftOn = "2015-11-02" }, ifMatch: "\"7\"")).Status);
        Assert.Equal("leaving-date-impossible", (await client.PostAsync(path, new { leftOn = "2015-11-03" }, ifMatch: "\"1\"")).Code);
        Assert.Equal(204, (await client.PostAsync(path, new { leftOn = "2015-11-02" }, ifMatch: "\"1\"")).Status);
        Assert.Equal("already-left", (await client.PostAsync(path, new { leftOn = "2015-11-02" }, ifMatch: "\"2\"")).Code);
        Assert.Equal(new PupilLeft(pupil.EnrolmentId, pupil.ChildId, pupil.Officer.AgencyId, new DateOnly(2015, 11, 2)),
            Assert.Single(await service.PublishedAsync<LearningDb, PupilLeft>()));
        Assert.Equal(200, (await client.GetAsync($"/learning/v1/pupils/{pupil.ChildId}/attendance")).Status);
        service.Time.Advance(TimeSpan.FromHours(15));
        Assert.Equal(404, (await client.GetAsync($"/learning/v1/pupils/{pupil.ChildId}/attendance")).Status);
    }

    [Theory, Engines]
    public async Task Departure_OfAnotherSchoolsPupil_ReadsAsAbsent(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var (pupil, other) = (await world.PupilAsync(await world.SchoolAsync()), await world.SchoolAsync());
        var answer = await world.Service.ClientFor(other).PostAsync(
            $"/learning/v1/enrolments/{pupil.EnrolmentId}/departure", new { leftOn = "2015-11-02" }, ifMatch: "\"1\"");
        Assert.Equal(404, answer.Status);
        Assert.Equal(404, (await world.Service.ClientFor(other).GetAsync($"/learning/v1/enrolments/{pupil.EnrolmentId}")).Status);
    }

    [Theory, Engines]
    public async Task HomeEducation_OfAPupil_IsAConflictAndEndsWithEnrolment(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var officer = world.Service.ClientFor(LearningWorld.HomeEducationOfficer);
        object AtHome(Guid childId) => new { childId, givenName = "Testa", familyName = "Synthetic", birthDate = "2005-01-01", from = "2015-09-01" };
        var child = Guid.CreateVersion7();
        Assert.Equal(201, (await officer.PostAsync("/learning/v1/home-education", AtHome(child))).Status);
        Assert.Equal("already-home-educated", (await officer.PostAsync("/learning/v1/home-education", AtHome(child))).Code);
        await world.PupilAsync(await world.SchoolAsync(), child);
        Assert.Equal("on-a-roll", (await officer.PostAsync("/learning/v1/home-education", AtHome(child))).Code);
        Assert.True(await world.Service.InDatabaseAsync<LearningDb, bool>(db => db.HomeEducations.AnyAsync(row => row.ChildId == child && row.EndedOn != null)));
    }
}
