using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.ChildProtection;

public sealed class CommissionTests
{
    [Theory, Engines]
    public async Task Get_SampledCase_IsMaskedForTheNamedAuditorWithinItsDates(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        await one.AssessAsync();
        await one.ProtectAsync();
        var auditor = TestPractitioner.Of(Roles.Auditor, "lscb");
        var commissioned = await CommissionAsync(one, auditor.PractitionerId, "2015-11-03", "2015-11-30");
        Assert.Equal(201, commissioned.Status);
        var path = $"/safeguarding/v1/commissions/{commissioned.Id("commissionId")}/case";
        Assert.Equal(404, (await service.ClientFor(auditor).GetAsync(path)).Status);

        service.Time.Advance(TimeSpan.FromDays(1));
        var seen = await service.ClientFor(auditor).GetAsync(path);
        Assert.Equal((200, "accepted"), (seen.Status, (string?)seen.Json["referralState"]));
        Assert.Equal("3B", (string?)seen.Json["assessment"]!["factors"]![0]);
        Assert.Equal("protection-plan", (string?)seen.Json["conferences"]![0]!["outcome"]);
        string[] masked =
        [
            one.ChildId.ToString(), one.ReferralId.ToString(), one.Mother.ToString(), one.Partner.ToString(), one.School.AgencyId.ToString(),
            one.WorkerPerson.PractitionerId.ToString(), "sleep", "Made up", "It is loud", "took part",
        ];
        Assert.All(masked, value => Assert.DoesNotContain(value, seen.Body, StringComparison.Ordinal));
        Assert.Equal(404, (await service.ClientFor(auditor.Colleague()).GetAsync(path)).Status);

        service.Time.Advance(TimeSpan.FromDays(28));
        Assert.Equal(404, (await service.ClientFor(auditor).GetAsync(path)).Status);
    }

    [Theory, Engines]
    public async Task Post_CommissionToOneselfOrOfAnotherAgencysCase_IsRefused(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine));
        var senior = one.WorkerPerson.Colleague(Roles.SeniorManager);
        var body = new { referralId = one.ReferralId, auditorId = senior.PractitionerId, from = "2015-11-02", to = "2015-11-30", reason = "R." };
        Assert.Equal("commission-needs-second-person", (await one.Service.ClientFor(senior).PostAsync("/safeguarding/v1/commissions", body)).Code);
        var elsewhere = one.Service.ClientFor(TestPractitioner.Of(Roles.SeniorManager));
        Assert.Equal(404, (await elsewhere.PostAsync("/safeguarding/v1/commissions", body)).Status);
        Assert.Equal("commission-dates-impossible", (await CommissionAsync(one, Guid.CreateVersion7(), "2015-11-02", "2016-11-02")).Code);
    }

    private static Task<Answer> CommissionAsync(CaseUnderTest one, Guid auditorId, string from, string to) =>
        one.Service.ClientFor(one.WorkerPerson.Colleague(Roles.SeniorManager)).PostAsync(
            "/safeguarding/v1/commissions", new { referralId = one.ReferralId, auditorId, from, to, reason = "Sampled for the LSCB." });
}
