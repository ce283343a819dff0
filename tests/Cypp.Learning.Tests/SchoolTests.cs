using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Learning.Tests;

public sealed class SchoolTests
{
    [Theory, Engines]
    public async Task Put_NewSchool_IsCreatedAndReadBack(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var officer = await world.SchoolAsync(closedDays: "2015-11-20");
        var read = await world.Service.ClientFor(officer).GetAsync($"/learning/v1/schools/{officer.AgencyId}");
        Assert.Equal((200, "\"1\"", "08:50"), (read.Status, read.ETag, (string?)read.Json["bellTime"]));
        Assert.Equal("2015-11-20", (string?)read.Json["closedDays"]![0]);
        Assert.Equal("2015-09-07", (string?)read.Json["terms"]![0]!["from"]);
    }

    [Theory, Engines]
    public async Task Put_ExistingSchool_NeedsTheVersionRead(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var officer = await world.SchoolAsync();
        var (lead, path) = (world.Service.ClientFor(LearningWorld.EducationLead), $"/learning/v1/schools/{officer.AgencyId}");
        Assert.Equal(428, (await lead.PutAsync(path, LearningWorld.SchoolDay())).Status);
        var changed = await lead.PutAsync(path, LearningWorld.SchoolDay(bellTime: "08:30"), ifMatch: "\"1\"");
        Assert.Equal((200, "\"2\""), (changed.Status, changed.ETag));
        Assert.Equal(412, (await lead.PutAsync(path, LearningWorld.SchoolDay(), ifMatch: "\"1\"")).Status);
    }

    [Theory, Engines]
    public async Task Put_ImpossibleDay_IsRefused(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var (lead, path) = (world.Service.ClientFor(LearningWorld.EducationLead), $"/learning/v1/schools/{Guid.CreateVersion7()}");
        var bell = await lead.PutAsync(path, LearningWorld.SchoolDay(bellTime: "25:00"));
        Assert.Equal((400, "bellTime"), (bell.Status, (string?)bell.Json["field"]));
        var overlapping = await lead.PutAsync(path, new
        {
            name = "S",
            phase = "primary",
            cluster = "aire-valley",
            bellTime = "08:50",
            closedDays = Array.Empty<string>(),
            terms = new[] { new { from = "2015-09-07", to = "2015-10-23" }, new { from = "2015-10-23", to = "2015-12-18" } },
        });
        Assert.Equal((400, "terms-impossible"), (overlapping.Status, overlapping.Code));
        Assert.Equal(404, (await lead.GetAsync(path)).Status);
    }

    [Theory, Engines]
    public async Task Get_BySomeoneOfAnotherSchool_ReadsAsAbsent(Engine engine)
    {
        var world = new LearningWorld(await ServiceUnderTest.SharedAsync<LearningModule>(engine));
        var officer = await world.SchoolAsync();
        var other = world.Service.ClientFor(TestPractitioner.Of(Roles.SchoolOfficer, "school"));
        Assert.Equal(404, (await other.GetAsync($"/learning/v1/schools/{officer.AgencyId}")).Status);
    }
}
