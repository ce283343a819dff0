using Cypp.Access;
using Cypp.Access.Sharing;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Testing;

namespace Cypp.EarlyHelp.Tests;

/// <summary>What a sharing agreement does not cover is as if absent: fetched by id, or in a list (standards.md section 6).</summary>
public sealed class SharingTests
{
    private static readonly AgreedRule EarlyHelpToHealth = CityAgreement.Rules[0] with
    {
        Modes = [SharingModes.Content],
        RecordTypes = [RecordTypes.EarlyHelp],
        Destinations = ["HEALTH"],
        Purposes = ["EARLY_HELP"],
    };

    [Theory, Engines]
    public async Task Case_IsFetchedByTheTeamAsTheLeadsAgencyAgreed(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var (visitor, absent) = (TestPractitioner.Of(Roles.HealthVisitor, "health"), $"/early-help/v1/cases/{Guid.CreateVersion7()}");
        await family.EditAsync("/team-members", new { agencyId = visitor.AgencyId, capacity = "health visitor" });
        var (health, source, agreements) = (family.Service.ClientFor(visitor), family.LeadPractitioner.AgencyId, family.Service.Agreements);
        async Task<int> FetchAsync() => (await health.GetAsync(family.Path)).Status;
        Assert.Equal(200, await FetchAsync());
        (int Status, AgreedRule[] Rules)[] cases =
        [
            (404, []),
            (200, [EarlyHelpToHealth]),
            (404, [EarlyHelpToHealth with { Modes = [SharingModes.Existence] }]),
            (404, [EarlyHelpToHealth with { Purposes = ["STATISTICS"] }]),
            (404, [EarlyHelpToHealth with { RecordTypes = [RecordTypes.Health] }]),
            (404, [EarlyHelpToHealth with { Destinations = ["EDUCATION"] }]),
            (404, [EarlyHelpToHealth with { Until = ServiceUnderTest.Monday }]),
            (404, [EarlyHelpToHealth, EarlyHelpToHealth with { Exception = true, Allow = false, Destinations = [visitor.AgencyId.ToString()] }]),
            (200, [EarlyHelpToHealth with { Allow = false }, EarlyHelpToHealth with { Exception = true, Destinations = [visitor.AgencyId.ToString()] }]),
        ];
        foreach (var (status, rules) in cases)
        {
            await agreements.AgreeAsync(source, rules);
            Assert.Equal(status, await FetchAsync());
            Assert.Equal(200, (await family.Lead.GetAsync(family.Path)).Status);
        }

        await agreements.AgreeAsync(source);
        var (hidden, missing) = (await health.GetAsync(family.Path), await health.GetAsync(absent));
        Assert.Equal((missing.Status, missing.Code, missing.Json.AsObject().Count), (hidden.Status, hidden.Code, hidden.Json.AsObject().Count));
    }

    [Theory, Engines]
    public async Task Prompt_IsOnTheClustersListAsTheSchoolAgreed(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine);
        var (child, school, where) = (Guid.CreateVersion7(), Guid.CreateVersion7(), $"cluster-{Guid.CreateVersion7()}");
        var cluster = TestPractitioner.Of(Roles.LeadPractitioner, "early-help", where);
        await service.DeliverAsync(
            new PersistentAbsenceChanged(child, school, where, 2015, true, 10, new DateOnly(2015, 10, 23)), child, sourceAgency: school);
        async Task<bool> ListedAsync() => (await service.ClientFor(cluster).GetAsync("/early-help/v1/prompts")).Body.Contains(child.ToString(), StringComparison.Ordinal);
        Assert.True(await ListedAsync());
        await service.Agreements.AgreeAsync(school, CityAgreement.Rules[0] with { RecordTypes = [RecordTypes.EarlyHelp] });
        Assert.False(await ListedAsync());
        await service.Agreements.AgreeAsync(school, CityAgreement.Rules[0] with { RecordTypes = [RecordTypes.Education], Purposes = ["EARLY_HELP"] });
        Assert.True(await ListedAsync());
    }

    [Theory, Engines]
    public async Task Agreement_AsTheIndexTellsIt_TakesTheOldOnesPlace(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var visitor = TestPractitioner.Of(Roles.HealthVisitor, "health");
        await family.EditAsync("/team-members", new { agencyId = visitor.AgencyId, capacity = "health visitor" });
        var source = family.LeadPractitioner.AgencyId;
        await family.Service.DeliverAsync(new SharingAgreementChanged(source, []), source);
        Assert.Equal(404, (await family.Service.ClientFor(visitor).GetAsync(family.Path)).Status);
        await family.Service.DeliverAsync(await family.Service.DeliverAsync(new SharingAgreementChanged(source, [EarlyHelpToHealth]), source));
        Assert.Equal(200, (await family.Service.ClientFor(visitor).GetAsync(family.Path)).Status);
    }
}
