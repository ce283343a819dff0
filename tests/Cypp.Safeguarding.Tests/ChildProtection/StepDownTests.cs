using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Tests.ChildProtection;

public sealed class StepDownTests
{
    [Theory, Engines]
    public async Task Post_StepDown_NeedsTheFamilyAndAFinishedAssessment(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine));
        Assert.Equal("assessment-not-completed", (await ProposeAsync(one)).Code);
        await one.AssessAsync();
        Assert.Equal("not-agreed-with-family", (await ProposeAsync(one, agreed: false)).Code);
        await one.DiscussAsync();
        Assert.Equal("section-47-open", (await ProposeAsync(one)).Code);
    }

    [Theory, Engines]
    public async Task Accepted_ByEarlyHelp_EndsThePlanAndClosesAsRc9Once(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        await one.AssessAsync();
        await one.WorkAsync("/child-in-need-plan", new { startedOn = one.Today, plan = "Support.", childWords = "W.", familysPart = "F." });
        var proposed = await ProposeAsync(one);
        Assert.Equal(202, proposed.Status);
        Assert.Equal("step-down-already-proposed", (await ProposeAsync(one)).Code);
        Assert.Equal(ReferralState.Accepted, await StateAsync(one));

        var delivery = await service.DeliverAsync(Acceptance(one, proposed), one.ChildId);
        await service.DeliverAsync(delivery);
        Assert.Equal(ReferralState.Closed, await StateAsync(one));
        var closed = Assert.Single(await service.PublishedAsync<SafeguardingDb, ReferralClosed>(), message => message.ChildId == one.ChildId);
        Assert.Equal("RC9", closed.ReasonForClosure);
        Assert.Single(await service.PublishedAsync<SafeguardingDb, ChildInNeedPlanEnded>(), message => message.ChildId == one.ChildId);
        Assert.Equal("referral-not-accepted", (await one.DiscussAsync()).Code);
    }

    [Theory, Engines]
    public async Task Declined_ByEarlyHelp_KeepsTheReferralOpenAndTellsTheWorker(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        await one.AssessAsync();
        var proposed = await ProposeAsync(one);
        var delivery = await service.DeliverAsync(
            new StepDownDeclined(proposed.Id("stepDownId"), one.ChildId, "no-capacity", service.Time.GetUtcNow()), one.ChildId);
        await service.DeliverAsync(delivery);
        Assert.Equal(ReferralState.Accepted, await StateAsync(one));
        var inbox = await one.Worker.GetAsync("/safeguarding/v1/inbox");
        Assert.Single(inbox.Json["items"]!.AsArray(), item => (string?)item!["kind"] == "step-down-declined");
        Assert.Equal(202, (await ProposeAsync(one)).Status);
    }

    [Theory, Engines]
    public async Task Accepted_WhileDangerCameBack_BothKeepTheChild(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        await one.AssessAsync();
        var proposed = await ProposeAsync(one);
        await one.DiscussAsync();
        await service.DeliverAsync(Acceptance(one, proposed), one.ChildId);
        Assert.Equal(ReferralState.Accepted, await StateAsync(one));
        var inbox = await one.Worker.GetAsync("/safeguarding/v1/inbox");
        Assert.Single(inbox.Json["items"]!.AsArray(), item => (string?)item!["kind"] == "step-down-superseded");
    }

    [Theory, Engines]
    public async Task Accepted_ThatNobodyProposed_IsParked(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        var delivery = await service.DeliverAsync(new StepDownAccepted(
            Guid.CreateVersion7(), Guid.CreateVersion7(), one.ChildId, Guid.CreateVersion7(), Guid.CreateVersion7(), service.Time.GetUtcNow()), one.ChildId);
        Assert.Equal("step-down-unknown", await service.InDatabaseAsync<SafeguardingDb, string>(db => db.Parked
            .Where(row => row.MessageId == delivery.Envelope.MessageId).Select(row => row.ReasonCode).SingleAsync()));
    }

    private static Task<Answer> ProposeAsync(CaseUnderTest one, bool agreed = true) =>
        one.WorkAsync("/step-downs", new { agreedWithFamily = agreed, childWords = "I like it now.", reason = "The risk has gone." });

    private static StepDownAccepted Acceptance(CaseUnderTest one, Answer proposed) => new(
        proposed.Id("stepDownId"), Guid.CreateVersion7(), one.ChildId, Guid.CreateVersion7(), Guid.CreateVersion7(), one.Service.Time.GetUtcNow());

    private static Task<ReferralState> StateAsync(CaseUnderTest one) => one.Service.InDatabaseAsync<SafeguardingDb, ReferralState>(
        db => db.Referrals.Where(row => row.Id == one.ReferralId).Select(row => row.State).SingleAsync());
}
