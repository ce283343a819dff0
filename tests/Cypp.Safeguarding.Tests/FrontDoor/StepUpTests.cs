using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.FrontDoor;

/// <summary>No child in the gap between early help and social work (domain 14).</summary>
public sealed class StepUpTests
{
    [Theory, Engines]
    public async Task StepUp_ThenAContact_IsOneReferralAndAnOlderVersionIsStale(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, stepUp) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await StepUpAsync(service, child, stepUp);
        var (path, etag) = await Doorstep.ReferralOfAsync(service, child);
        await service.ClientFor(TestPractitioner.Of(Roles.Police, "police"))
            .PostAsync("/safeguarding/v1/contacts", new { childId = child, referralSource = "6", concern = "Made up." });
        Assert.Equal(412, (await service.ClientFor(Doorstep.Duty).PostAsync(path + "/acknowledgement", new { }, etag)).Status);
        var whole = await service.ClientFor(Doorstep.Duty).GetAsync(path);
        Assert.Equal(stepUp.ToString(), (string?)Assert.Single(whole.Json["stepUps"]!.AsArray())!["stepUpId"]);
        Assert.Single(whole.Json["contacts"]!.AsArray());
        Assert.Single(await service.PublishedAsync<SafeguardingDb, ReferralReceived>(), told => told.ChildId == child);
        Assert.Equal(2, (await Doorstep.InboxAsync(service, Doorstep.Duty, child)).Count);
    }

    [Theory, Engines]
    public async Task StepUp_OfAChildWhoHasASocialWorker_IsAcceptedByHimAtOnce(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, stepUp) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.ClientFor(Doorstep.Duty).PostAsync("/safeguarding/v1/contacts", new { childId = child, referralSource = "5A", concern = "Made up." });
        await Doorstep.AcceptAsync(service, child);
        var delivery = await StepUpAsync(service, child, stepUp);
        await service.DeliverAsync(delivery);
        var accepted = (await service.PublishedAsync<SafeguardingDb, ReferralAccepted>()).Where(told => told.ChildId == child);
        Assert.Equal([(null, Doorstep.Worker.PractitionerId), (stepUp, Doorstep.Worker.PractitionerId)], accepted.Select(told => (told.StepUpId, told.SocialWorkerId)));
        Assert.Equal(["step-up-received"], await Doorstep.InboxAsync(service, Doorstep.Worker, child));
    }

    [Theory, Engines]
    public async Task Decide_ReferralOfTwoStepUps_AnswersBothCases(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (accepted, declined) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var child in new[] { accepted, declined })
        {
            await StepUpAsync(service, child, Guid.CreateVersion7());
            await StepUpAsync(service, child, Guid.CreateVersion7());
        }

        await Doorstep.AcceptAsync(service, accepted);
        await Doorstep.DeclineAsync(service, declined);
        var taken = (await service.PublishedAsync<SafeguardingDb, ReferralAccepted>()).Where(told => told.ChildId == accepted);
        Assert.Equal(2, taken.Select(told => told.StepUpId).Distinct().Count());
        var back = (await service.PublishedAsync<SafeguardingDb, ReferralDeclined>()).Where(told => told.ChildId == declined);
        Assert.Equal(2, back.Select(told => told.StepUpId).Distinct().Count());
    }

    [Theory, Engines]
    public async Task StepUp_AfterADecline_OpensAnotherReferral(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var child = Guid.CreateVersion7();
        await StepUpAsync(service, child, Guid.CreateVersion7());
        await Doorstep.DeclineAsync(service, child);
        await StepUpAsync(service, child, Guid.CreateVersion7());
        var received = (await service.PublishedAsync<SafeguardingDb, ReferralReceived>()).Where(told => told.ChildId == child);
        Assert.Equal(2, received.Select(told => told.ReferralId).Distinct().Count());
    }

    [Theory, Engines]
    public async Task Accept_ByAManager_TellsTheNamedSocialWorkerWhoThenReadsIt(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, worker) = (Guid.CreateVersion7(), Doorstep.Of(Roles.SocialWorker));
        await StepUpAsync(service, child, Guid.CreateVersion7());
        await Doorstep.AcceptAsync(service, child, worker, by: Doorstep.Manager);
        Assert.Equal(["referral-allocated"], await Doorstep.InboxAsync(service, worker, child));
        var (path, _) = await Doorstep.ReferralOfAsync(service, child);
        Assert.Equal(200, (await service.ClientFor(worker).GetAsync(path)).Status);
        Assert.Equal(404, (await service.ClientFor(Doorstep.Of(Roles.SocialWorker)).GetAsync(path)).Status);
        Assert.Equal(404, (await service.ClientFor(TestPractitioner.Of(Roles.SocialWorkManager)).GetAsync(path)).Status);
    }

    private static Task<Cypp.Messaging.Delivery> StepUpAsync(ServiceUnderTest service, Guid child, Guid stepUp) => service.DeliverAsync(
        new CaseSteppedUp(stepUp, Guid.CreateVersion7(), child, Guid.CreateVersion7(), Guid.CreateVersion7(), "N1", "immediate", "agreed", ServiceUnderTest.Monday),
        child);
}
