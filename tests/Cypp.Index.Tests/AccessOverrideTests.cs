using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.Index;
using Cypp.Index.Data;
using Cypp.Index.Features;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Index.Tests;

/// <summary>AZ-3: break-glass is for one child, an hour, and looking; it alarms at once and is reviewed.</summary>
public sealed class AccessOverrideTests
{
    private const string Reason = "Ambulance on its way, parents not reached.";
    private static readonly TestPractitioner Governance = TestPractitioner.Of(Roles.InformationGovernance);

    [Theory, Engines]
    public async Task Override_OpensOneChildToOnePersonForAnHour_AndOnlyToLook(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var (child, other) = (await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker)), await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker)));
        var person = Fresh(service, Roles.SocialWorker);
        var (client, path) = (service.ClientFor(person), $"/index/v1/children/{child}");
        Assert.Equal(404, (await client.GetAsync(path)).Status);
        var answer = await BreakAsync(service, person, child);
        Assert.Equal((201, ServiceUnderTest.Monday.AddHours(1)), (answer.Status, (DateTimeOffset)answer.Json["until"]!));
        foreach (var part in new[] { "", "/involvement", "/adults" })
        {
            Assert.Equal(200, (await client.GetAsync(path + part)).Status);
        }

        Assert.Equal(404, (await client.GetAsync($"/index/v1/children/{other}")).Status);
        Assert.Equal(404, (await service.ClientFor(person.Colleague()).GetAsync(path)).Status);
        var etag = (await client.GetAsync(path)).ETag;
        Assert.Equal(404, (await client.PutAsync($"{path}/address", new { lines = new[] { "1 Made-up Road" }, postcode = "LS1 1AA", residenceCluster = "aire-valley", hidden = false }, etag)).Status);
        service.Time.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(404, (await client.GetAsync(path)).Status);
    }

    /// <summary>AU-1: a row says by which override or relationship its caller might know the child; what changes is never by an override.</summary>
    [Theory, Engines]
    public async Task Row_SaysByWhichOverrideOrRelationship(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var worker = Fresh(service, Roles.SocialWorker);
        var (child, referral) = (await service.RegisterAsync(worker), Guid.CreateVersion7());
        await service.DeliverAsync(new Contracts.Safeguarding.ReferralAccepted(referral, child, null, worker.AgencyId, worker.PractitionerId, ServiceUnderTest.Monday), child);
        var (client, path) = (service.ClientFor(worker), $"/index/v1/children/{child}");
        var etag = (await client.GetAsync(path)).ETag;
        var overrideId = (await BreakAsync(service, worker, child)).Id("overrideId");
        await client.GetAsync(path);
        Assert.Equal(204, (await client.PutAsync($"{path}/address", new { lines = new[] { "1 Made-up Road" }, postcode = "LS1 1AA", residenceCluster = "aire-valley", hidden = false }, etag)).Status);
        var rows = await service.InDatabaseAsync<IndexDb, List<AuditRow>>(db => db.Set<AuditRow>().Where(row => row.ChildId == child).ToListAsync());
        Assert.Equal(
            [
                ("Index_MoveChild", "caseload", referral), ("Index_OverrideAccess", "caseload", referral), ("Index_ReadChild", "access-override", overrideId),
                ("Index_ReadChild", "caseload", referral), ("Index_RegisterChild", null, (Guid?)null),
            ],
            rows.Select(row => (row.Action, row.RelationshipKind, row.RelationshipSourceId)).Order());
        Assert.Single(rows, row => System.Text.Encoding.UTF8.GetString(row.ToCanonical()).Contains($"\"relationshipSourceId\":\"{overrideId}\"", StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task Override_TellsEveryServiceAndGovernance_WithoutTheChildOrTheReason(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var child = await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker));
        var person = Fresh(service, Roles.DutyAndAdvice);
        var overrideId = (await BreakAsync(service, person, child)).Id("overrideId");
        var told = Assert.Single(await service.PublishedAsync<IndexDb, AccessOverridden>());
        Assert.Equal((child, person.PractitionerId, overrideId), (told.ChildId, told.PractitionerId, told.OverrideId));
        var governance = service.ClientFor(Governance);
        var inbox = await governance.GetAsync("/index/v1/inbox");
        Assert.Equal("access-override-used", (string?)Assert.Single(inbox.Json["items"]!.AsArray())!["kind"]);
        Assert.DoesNotContain(child.ToString(), inbox.Body, StringComparison.Ordinal);
        Assert.Equal("immediate-risk-of-harm", await service.InDatabaseAsync<IndexDb, string?>(db => db.Set<AuditRow>()
            .Where(row => row.ResourceId == overrideId && row.Action == "Index_OverrideAccess").Select(row => row.Reason).SingleAsync()));
        Assert.Equal(Reason, (string?)(await governance.GetAsync($"/index/v1/access-overrides/{overrideId}")).Json["reason"]);
        Assert.Equal(403, (await service.ClientFor(Governance with { AgencyId = Guid.CreateVersion7() }).GetAsync($"/index/v1/access-overrides/{overrideId}")).Status);
    }

    /// <summary>RFC 9470: the refusal tells the client what kind of sign-in would do.</summary>
    [Theory, Engines]
    public async Task Override_WithoutAFreshSignInOfTwoFactors_AsksForOneAndOpensNothing(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var child = await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker));
        var now = service.Time.GetUtcNow();
        foreach (var person in new[] { Fresh(service, Roles.SocialWorker) with { SignedInAt = null }, Fresh(service, Roles.SocialWorker) with { SignedInAt = now.AddMinutes(-16) } })
        {
            var answer = await BreakAsync(service, person, child);
            Assert.Equal((401, "sign-in-not-fresh"), (answer.Status, answer.Code));
            Assert.Equal("Bearer error=\"insufficient_user_authentication\", acr_values=\"aal2\", max_age=\"900\"", answer.Challenge);
            Assert.Equal(404, (await service.ClientFor(person).GetAsync($"/index/v1/children/{child}")).Status);
        }
    }

    /// <summary>AZ-5: the role alone is not enough.</summary>
    [Theory, Engines]
    public async Task Override_WithoutWhatTwoPeopleGranted_Is403AndOpensNothing(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var child = await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker));
        var person = Fresh(service, Roles.SocialWorker) with { MayOverride = false };
        Assert.Equal((403, "override-not-granted"), await BreakAsync(service, person, child) is var answer ? (answer.Status, answer.Code) : default);
        Assert.Equal(404, (await service.ClientFor(person).GetAsync($"/index/v1/children/{child}")).Status);
        Assert.Equal("override-not-granted", await service.InDatabaseAsync<IndexDb, string?>(db => db.Set<AuditRow>()
            .Where(row => row.PractitionerId == person.PractitionerId && row.Action == "Index_OverrideAccess").Select(row => row.Detail).SingleAsync()));
    }

    [Theory, Engines]
    public async Task Override_OfASealedChild_OfOnesKin_OrOfNobody_ReadsTheSame(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var worker = TestPractitioner.Of(Roles.SocialWorker);
        var (secret, kin) = (await service.RegisterAsync(worker), await service.RegisterAsync(worker));
        var person = Fresh(service, Roles.SocialWorker);
        await service.InDatabaseAsync<IndexDb, int>(async db =>
        {
            await Access.Restrictions.RestrictionStore.TakeAsync(db, new ChildRestricted(secret, true, [], service.Time.GetUtcNow()), default);
            await Access.Restrictions.RestrictionStore.TakeAsync(db, new InterestDeclared(person.PractitionerId, kin, "own-child", service.Time.GetUtcNow()), default);
            return await db.SaveChangesAsync();
        });
        var answers = new HashSet<(int, string?, int)>();
        foreach (var child in new[] { secret, kin, Guid.CreateVersion7() })
        {
            var answer = await BreakAsync(service, person, child);
            answers.Add((answer.Status, answer.Code, answer.Json.AsObject().Count));
        }

        Assert.Equal((404, "not-found"), Assert.Single(answers) is var (status, code, _) ? (status, code) : default);
    }

    [Theory, Engines]
    public async Task Override_TheSixthInADay_IsRefused(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var child = await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker));
        var person = Fresh(service, Roles.SocialWorker);
        for (var count = 0; count < 5; count++)
        {
            Assert.Equal(201, (await BreakAsync(service, person, child)).Status);
        }

        Assert.Equal("override-limit-reached", (await BreakAsync(service, person, child)).Code);
        Assert.Equal(201, (await BreakAsync(service, Fresh(service, Roles.SocialWorker), child)).Status);
        service.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(201, (await BreakAsync(service, person with { SignedInAt = service.Time.GetUtcNow() }, child)).Status);
    }

    [Theory, Engines]
    public async Task Review_IsBySomebodyElse_AndWhenOverdueIsTold_Once(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var child = await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker));
        var (reviewed, forgotten) = ((await BreakAsync(service, Fresh(service, Roles.SocialWorker), child)).Id("overrideId"), (await BreakAsync(service, Fresh(service, Roles.SocialWorker), child)).Id("overrideId"));
        var (governance, watch) = (service.ClientFor(Governance), service.Services.GetRequiredService<WatchOverrides>());
        Assert.Equal("2015-11-09", (string?)(await governance.GetAsync($"/index/v1/access-overrides/{reviewed}")).Json["reviewDueOn"]);
        Assert.Equal("outcome-unknown", (await governance.PostAsync($"/index/v1/access-overrides/{reviewed}/review", new { outcome = "fine" })).Code);
        Assert.Equal(204, (await governance.PostAsync($"/index/v1/access-overrides/{reviewed}/review", new { outcome = "not-justified" })).Status);
        Assert.Equal("override-reviewed", (await governance.PostAsync($"/index/v1/access-overrides/{reviewed}/review", new { outcome = "justified" })).Code);
        service.Time.Advance(TimeSpan.FromDays(7));
        await watch.WatchAsync(CancellationToken.None);
        var seniors = service.ClientFor(TestPractitioner.Of(Roles.SeniorManager) with { AgencyId = ServiceUnderTest.SocialWorkAgencyId });
        Assert.Empty((await seniors.GetAsync("/index/v1/inbox")).Json["items"]!.AsArray());
        service.Time.Advance(TimeSpan.FromDays(1));
        await watch.WatchAsync(CancellationToken.None);
        await watch.WatchAsync(CancellationToken.None);
        var notice = Assert.Single((await seniors.GetAsync("/index/v1/inbox")).Json["items"]!.AsArray())!;
        Assert.Equal(("access-override-not-reviewed", forgotten.ToString()), ((string?)notice["kind"], (string?)notice["subjectId"]));
    }

    private static TestPractitioner Fresh(ServiceUnderTest service, string role) => TestPractitioner.Of(role) with { SignedInAt = service.Time.GetUtcNow().AddMinutes(-1), MayOverride = true };

    private static Task<Answer> BreakAsync(ServiceUnderTest service, TestPractitioner person, Guid child) =>
        service.ClientFor(person).PostAsync("/index/v1/access-overrides", new { childId = child, category = "immediate-risk-of-harm", reason = Reason });
}
