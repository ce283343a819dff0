using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.Index;
using Cypp.Index.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Tests;

/// <summary>Staff never see their own kin (domain.md, rule 17); and nobody blinds a colleague to a child who needs them (AZ-6).</summary>
public sealed class InterestTests
{
    private static readonly TestPractitioner Governance = TestPractitioner.Of(Roles.InformationGovernance);
    private readonly TestPractitioner _worker = TestPractitioner.Of(Roles.SocialWorker);

    [Theory, Engines]
    public async Task Interest_DeclaredOfOneself_HidesTheChildFromThatPersonOnly(Engine engine)
    {
        var (service, child) = await RegisteredAsync(engine);
        var kin = _worker.Colleague();
        Assert.Equal(200, (await ReadAsync(service, kin, child)).Status);
        Assert.Equal(204, (await DeclareAsync(service, kin, child)).Status);
        Assert.Equal(404, (await ReadAsync(service, kin, child)).Status);
        Assert.Equal(200, (await ReadAsync(service, _worker, child)).Status);
        Assert.Single(await service.PublishedAsync<IndexDb, InterestDeclared>(), told => told.ChildId == child && told.PractitionerId == kin.PractitionerId);
    }

    [Theory, Engines]
    public async Task Interest_DeclaredByInformationGovernance_HidesTheChildFromWhomItIsOf(Engine engine)
    {
        var (service, child) = await RegisteredAsync(engine);
        var kin = _worker.Colleague();
        Assert.Equal(204, (await DeclareOfAsync(service, Governance, kin, child)).Status);
        Assert.Equal(404, (await ReadAsync(service, kin, child)).Status);
        Assert.Equal(200, (await ReadAsync(service, _worker, child)).Status);
    }

    [Theory, Engines]
    public async Task Interest_OfSomebodyElse_IsNotAManagersToDeclare(Engine engine)
    {
        var (service, child) = await RegisteredAsync(engine);
        foreach (var role in new[] { Roles.SeniorManager, Roles.SocialWorkManager, Roles.SocialWorker })
        {
            var (known, nobody) = (await DeclareOfAsync(service, _worker.Colleague(role), _worker, child), await DeclareOfAsync(service, _worker.Colleague(role), _worker.Colleague(), Guid.CreateVersion7()));
            Assert.Equal((403, "role-not-allowed"), (known.Status, known.Code));
            Assert.Equal((known.Status, known.Code), (nobody.Status, nobody.Code));
        }

        var named = await service.ClientFor(_worker.Colleague()).PostAsync("/index/v1/declarations-of-interest", new { practitionerId = _worker.PractitionerId, childId = child, relation = "relative" });
        Assert.Equal(400, named.Status);
        Assert.Equal(200, (await ReadAsync(service, _worker, child)).Status);
    }

    [Theory, Engines]
    public async Task Interest_InAChildUnknownOrOneOfNoRelationNamed_TellsNothingOfTheChild(Engine engine)
    {
        var (service, child) = await RegisteredAsync(engine);
        var kin = _worker.Colleague();
        Assert.Equal(204, (await DeclareAsync(service, kin, Guid.CreateVersion7())).Status);
        Assert.Equal(204, (await DeclareAsync(service, kin, child)).Status);
        Assert.Equal(204, (await DeclareAsync(service, kin, child)).Status);
        var unknown = await DeclareAsync(service, _worker, child, "friend");
        Assert.Equal((400, "relation-unknown"), (unknown.Status, unknown.Code));
        Assert.Equal(200, (await ReadAsync(service, _worker, child)).Status);
    }

    [Theory, Engines]
    public async Task Interest_Withdrawn_ShowsTheChildAgainAndIsToldAndOnRecord(Engine engine)
    {
        var (service, child) = await RegisteredAsync(engine);
        var kin = _worker.Colleague();
        Assert.Equal(204, (await DeclareAsync(service, kin, child)).Status);
        Assert.Equal((400, "reason-unknown"), await WithdrawAsync(service, Governance, kin, child, "a-whim"));
        Assert.Equal((403, "role-not-allowed"), await WithdrawAsync(service, kin, kin, child));
        Assert.Equal(404, (await ReadAsync(service, kin, child)).Status);
        Assert.Equal((204, null), await WithdrawAsync(service, Governance, kin, child));
        Assert.Equal((204, null), await WithdrawAsync(service, Governance, kin, Guid.CreateVersion7()));
        Assert.Equal(200, (await ReadAsync(service, kin, child)).Status);
        Assert.Single(await service.PublishedAsync<IndexDb, InterestWithdrawn>(), told => told.ChildId == child && told.PractitionerId == kin.PractitionerId);
        Assert.Equal("declared-in-error", await service.InDatabaseAsync<IndexDb, string?>(db => db.Set<AuditRow>()
            .Where(row => row.ChildId == child && row.Action == "Index_WithdrawInterest").Select(row => row.Reason).SingleAsync()));
    }

    [Theory, Engines]
    public async Task Interest_OfOneself_IsNotWithdrawnByOneself(Engine engine)
    {
        var (service, child) = await RegisteredAsync(engine);
        var governance = Governance with { PractitionerId = Guid.CreateVersion7() };
        Assert.Equal((409, "second-person-needed"), await WithdrawAsync(service, governance, governance, child));
        Assert.Equal((204, null), await WithdrawAsync(service, Governance, governance, child));
    }

    private static async Task<(int, string?)> WithdrawAsync(ServiceUnderTest service, TestPractitioner by, TestPractitioner of, Guid child, string reason = "declared-in-error")
    {
        var answer = await service.ClientFor(by).PostAsync($"/index/v1/practitioners/{of.PractitionerId}/declarations-of-interest/{child}/withdrawal", new { reasonCode = reason });
        return (answer.Status, answer.Status < 300 ? null : answer.Code);
    }

    private async Task<(ServiceUnderTest Service, Guid Child)> RegisteredAsync(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        return (service, await service.RegisterAsync(_worker, People.Child()));
    }

    private static Task<Answer> ReadAsync(ServiceUnderTest service, TestPractitioner who, Guid child) => service.ClientFor(who).GetAsync($"/index/v1/children/{child}");

    private static Task<Answer> DeclareAsync(ServiceUnderTest service, TestPractitioner who, Guid child, string relation = "relative") =>
        service.ClientFor(who).PostAsync("/index/v1/declarations-of-interest", new { childId = child, relation });

    private static Task<Answer> DeclareOfAsync(ServiceUnderTest service, TestPractitioner who, TestPractitioner of, Guid child) =>
        service.ClientFor(who).PostAsync($"/index/v1/practitioners/{of.PractitionerId}/declarations-of-interest", new { childId = child, relation = "relative" });
}
