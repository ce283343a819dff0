using Cypp.Access;
using Cypp.Access.Audit.Chain;
using Cypp.Contracts.Index;
using Cypp.Contracts.Platform;
using Cypp.Index.Data;
using Cypp.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Index.Tests;

/// <summary>Step 8 of the decision: who seeks a child of their own kin is refused as if there were none, and information governance is told who.</summary>
public sealed class OwnKinTests
{
    private static readonly TestPractitioner Governance = TestPractitioner.Of(Roles.InformationGovernance);

    [Theory, Engines]
    public async Task Refusal_OfOnesKin_IsToldOnceItsRowIsSealed(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var (worker, kin, stranger) = (TestPractitioner.Of(Roles.SocialWorker), TestPractitioner.Of(Roles.SocialWorker), TestPractitioner.Of(Roles.SocialWorker));
        var (child, other) = (await service.RegisterAsync(worker), await service.RegisterAsync(worker));
        await DeclareAsync(service, kin, child);
        foreach (var (who, whom) in new[] { (kin, child), (kin, child), (kin, other), (stranger, child), (kin, Guid.CreateVersion7()) })
        {
            Assert.Equal(404, (await service.ClientFor(who).GetAsync($"/index/v1/children/{whom}")).Status);
        }

        await SealAsync(service);
        await SealAsync(service);
        var told = Assert.Single(await service.PublishedAsync<IndexDb, OwnKinSought>());
        Assert.Equal((kin.PractitionerId, kin.AgencyId, service.Time.GetUtcNow()), (told.PractitionerId, told.AgencyId, told.SoughtAt));
    }

    [Theory, Engines]
    public async Task Governance_IsToldWhoOnceADay_AndNotWhom(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var (one, two) = (TestPractitioner.Of(Roles.SocialWorker), TestPractitioner.Of(Roles.DutyAndAdvice));
        foreach (var who in new[] { one, one, two })
        {
            await service.DeliverAsync(new OwnKinSought(who.PractitionerId, who.AgencyId, service.Time.GetUtcNow()), Guid.CreateVersion7());
        }

        Assert.Equivalent(new[] { one.PractitionerId, two.PractitionerId }, await ToldAsync(service), strict: true);
        service.Time.Advance(TimeSpan.FromDays(1));
        await service.DeliverAsync(new OwnKinSought(one.PractitionerId, one.AgencyId, service.Time.GetUtcNow()), Guid.CreateVersion7());
        Assert.Equivalent(new[] { one.PractitionerId, two.PractitionerId, one.PractitionerId }, await ToldAsync(service), strict: true);
    }

    private static async Task<List<Guid>> ToldAsync(ServiceUnderTest service)
    {
        var items = (await service.ClientFor(Governance).GetAsync("/index/v1/inbox")).Json["items"]!.AsArray();
        Assert.All(items, item => Assert.Equal(("own-kin-sought", null), ((string?)item!["kind"], (string?)item["childId"])));
        return [.. items.Select(item => Guid.Parse((string)item!["subjectId"]!))];
    }

    private static Task<bool> DeclareAsync(ServiceUnderTest service, TestPractitioner of, Guid child) => service.InDatabaseAsync<IndexDb, bool>(async db =>
    {
        await Access.Restrictions.RestrictionStore.TakeAsync(db, new InterestDeclared(of.PractitionerId, child, "own-child", service.Time.GetUtcNow()), default);
        return await db.SaveChangesAsync() > 0;
    });

    private static Task<int> SealAsync(ServiceUnderTest service) => service.Services.GetRequiredService<AuditSealer<IndexDb>>().RunOnceAsync(CancellationToken.None);
}
