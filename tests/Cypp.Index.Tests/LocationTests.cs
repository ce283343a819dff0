using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Testing;

namespace Cypp.Index.Tests;

/// <summary>A hidden location vanishes from every answer but the allocated social work agency's (domain, story step 5).</summary>
public sealed class LocationTests
{
    private static readonly TestPractitioner Worker = new(Roles.SocialWorker, ServiceUnderTest.SocialWorkAgencyId, "social-care", Guid.CreateVersion7());

    [Theory, Engines]
    public async Task Put_HiddenAddress_IsSeenBySocialWorkOnlyAndToldToAll(Engine engine)
    {
        var (service, child, school) = await KnownChildAsync(engine);
        var worker = service.ClientFor(Worker);
        var moved = await worker.PutAsync($"/index/v1/children/{child}/address", Refuge(hidden: true), (await worker.GetAsync($"/index/v1/children/{child}")).ETag);
        Assert.Equal(204, moved.Status);
        Assert.Contains("Refuge", (await worker.GetAsync($"/index/v1/children/{child}")).Body, StringComparison.Ordinal);
        var seen = await service.ClientFor(school).GetAsync($"/index/v1/children/{child}");
        Assert.Equal(200, seen.Status);
        Assert.All(new[] { "Refuge", "LS9", school.AgencyId.ToString() }, hidden => Assert.DoesNotContain(hidden, seen.Body, StringComparison.Ordinal));
        Assert.DoesNotContain("\"school\"", (await service.ClientFor(school).GetAsync($"/index/v1/children/{child}/involvement")).Body, StringComparison.Ordinal);
        Assert.Contains(await service.PublishedAsync<IndexDb, ChildRecordChanged>(), told => told.ChildId == child && told.LocationHidden);
    }

    [Theory, Engines]
    public async Task Put_ByStrangerOrOnOldVersion_IsRefused(Engine engine)
    {
        var (service, child, _) = await KnownChildAsync(engine);
        var path = $"/index/v1/children/{child}/address";
        Assert.Equal(404, (await service.ClientFor(TestPractitioner.Of(Roles.SocialWorker)).PutAsync(path, Refuge(false), "\"1\"")).Status);
        Assert.Equal(428, (await service.ClientFor(Worker).PutAsync(path, Refuge(false))).Status);
        Assert.Equal(412, (await service.ClientFor(Worker).PutAsync(path, Refuge(false), "\"99\"")).Status);
        Assert.Equal(403, (await service.ClientFor(TestPractitioner.Of(Roles.SchoolLead)).PutAsync(path, Refuge(false), "\"1\"")).Status);
    }

    [Theory, Engines]
    public async Task AdultNotToBeToldNamed_Twice_MarksOnceAndTellsAll(Engine engine)
    {
        var (service, child, _) = await KnownChildAsync(engine);
        var adult = (await service.ClientFor(Worker).PostAsync("/index/v1/adults", new { givenName = "P", familyName = "Q" })).Id("adultId");
        var delivery = await service.DeliverAsync(new AdultNotToBeToldNamed(child, null, adult, "alleged-perpetrator", ServiceUnderTest.Monday), child);
        await service.DeliverAsync(delivery);
        Assert.Single(await service.PublishedAsync<IndexDb, ChildRelationshipsChanged>(), told => told.ChildId == child && told.Adults.Any(one => one.AdultId == adult && one.NotToBeTold));
        Assert.Contains("\"notToBeTold\":true", (await service.ClientFor(Worker).GetAsync($"/index/v1/children/{child}/adults")).Body, StringComparison.Ordinal);
    }

    private static object Refuge(bool hidden) => new { lines = new[] { "9 Refuge Road" }, postcode = "LS9 9ZZ", residenceCluster = "beck-valley", hidden };

    private static async Task<(ServiceUnderTest Service, Guid Child, TestPractitioner School)> KnownChildAsync(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var registered = await service.ClientFor(TestPractitioner.Of(Roles.LeadPractitioner, "early-help")).PostAsync("/index/v1/children", new
        {
            givenName = "Ada" + Guid.CreateVersion7().ToString("n")[20..],
            familyName = "Synthetic",
            birthDate = "2008-01-01",
            sex = "f",
            address = new { lines = new[] { "1 Old Street" }, postcode = "LS2 8AA" },
            residenceCluster = "beck-valley",
        });
        var child = registered.Id("childId");
        var school = TestPractitioner.Of(Roles.SchoolLead, "school");
        await service.DeliverAsync(new PupilEnrolled(Guid.CreateVersion7(), child, school.AgencyId, "beck-valley", "primary", new DateOnly(2015, 9, 7)), child);
        await service.DeliverAsync(new ReferralAccepted(Guid.CreateVersion7(), child, null, Worker.AgencyId, Worker.PractitionerId, ServiceUnderTest.Monday), child);
        return (service, child, school);
    }
}
