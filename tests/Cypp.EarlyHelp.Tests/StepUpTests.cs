using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Features;
using Cypp.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.EarlyHelp.Tests;

/// <summary>No child in the gap: a side ends only after the other accepted (domain 14).</summary>
public sealed class StepUpTests
{
    private static readonly DateTimeOffset Now = ServiceUnderTest.Monday;

    [Theory, Engines]
    public async Task StepUp_OfOneChild_GoesThroughReceivedAndAcceptedAndLeavesTheOther(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var stepUp = await family.StepUpAsync(family.Elder);
        Assert.Equal(("step-up-sent", "open"), (await family.StateOfAsync(family.Elder), await family.StateOfAsync(family.Younger)));
        await family.Service.DeliverAsync(new ReferralReceived(Guid.CreateVersion7(), family.Elder, stepUp, Now, new DateOnly(2015, 11, 3)), family.Elder);
        Assert.Equal("step-up-received", await family.StateOfAsync(family.Elder));
        Assert.Equal("step-up-open", (await CloseAsync(family)).Code);
        var worker = new TestPractitioner(Roles.SocialWorker, ServiceUnderTest.SocialWorkAgencyId, "social-care", Guid.CreateVersion7());
        var accepted = await family.Service.DeliverAsync(new ReferralAccepted(Guid.CreateVersion7(), family.Elder, stepUp, worker.AgencyId, worker.PractitionerId, Now), family.Elder);
        await family.Service.DeliverAsync(accepted);
        Assert.Equal("handed-over", await family.StateOfAsync(family.Elder));
        Assert.Single(await family.Service.PublishedAsync<EarlyHelpDb, EarlyHelpLeadHandedOver>(), told => told.ChildId == family.Elder);
        Assert.Equal(["step-up-accepted"], await InboxAsync(family));
        var seen = await family.Service.ClientFor(worker).GetAsync(family.Path);
        Assert.Equal([family.Elder.ToString()], seen.Json["members"]!.AsArray().Select(member => (string)member!["childId"]!));
        Assert.Equal(404, (await family.Service.ClientFor(worker.Colleague()).GetAsync(family.Path)).Status);
    }

    [Theory, Engines]
    public async Task StepUp_Declined_LeavesTheCaseOpenWhereItWasWithTheReason(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var stepUp = await family.StepUpAsync(family.Elder);
        await family.Service.DeliverAsync(new ReferralDeclined(Guid.CreateVersion7(), family.Elder, stepUp, "threshold-not-met", Now), family.Elder);
        var shown = await family.Lead.GetAsync(family.Path);
        Assert.Equal("open", await family.StateOfAsync(family.Elder));
        Assert.Contains("threshold-not-met", shown.Body, StringComparison.Ordinal);
        Assert.Equal(["step-up-declined"], await InboxAsync(family));
        Assert.NotEqual(stepUp, await family.StepUpAsync(family.Elder));
    }

    [Theory, Engines]
    public async Task StepUp_Twice_IsRefusedAndUnknownCodesToo(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        await family.StepUpAsync(family.Elder);
        var again = await family.EditAsync("/step-ups", Body(family.Elder, "N1"));
        Assert.Equal((409, "already-stepped-up"), (again.Status, again.Code));
        var unknown = await family.EditAsync("/step-ups", Body(family.Younger, "N99"));
        Assert.Equal((400, "code-unknown", "children.concernCategory"), (unknown.Status, unknown.Code, (string?)unknown.Json["field"]));
        Assert.Equal("open", await family.StateOfAsync(family.Younger));
    }

    [Theory, Engines]
    public async Task StepUp_NotReceivedInFifteenMinutes_AlarmsTheClusterManagerOnce(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<EarlyHelpModule>(engine);
        var family = await Family.WithCaseAsync(service);
        await family.StepUpAsync(family.Elder, family.Younger);
        var watch = service.Services.GetRequiredService<WatchStepUps>();
        await watch.WatchAsync(CancellationToken.None);
        service.Time.Advance(TimeSpan.FromMinutes(16));
        await watch.WatchAsync(CancellationToken.None);
        await watch.WatchAsync(CancellationToken.None);
        var manager = service.ClientFor(family.LeadPractitioner with { Role = Roles.ClusterManager, PractitionerId = Guid.CreateVersion7() });
        Assert.Equal(2, (await manager.GetAsync("/early-help/v1/inbox")).Json["items"]!.AsArray().Count);
    }

    [Theory, Engines]
    public async Task StepDown_Accepted_OpensTheSameCaseAgainUnderTheAcceptor(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var stepUp = await family.StepUpAsync(family.Elder);
        await family.Service.DeliverAsync(new ReferralAccepted(Guid.CreateVersion7(), family.Elder, stepUp, ServiceUnderTest.SocialWorkAgencyId, Guid.CreateVersion7(), Now), family.Elder);
        var stepDown = Guid.CreateVersion7();
        await family.Service.DeliverAsync(new StepDownProposed(stepDown, Guid.CreateVersion7(), family.Elder, stepUp, Now), family.Elder);
        Assert.Contains(await family.Service.PublishedAsync<EarlyHelpDb, StepDownReceived>(), told => told.StepDownId == stepDown);
        var path = $"/early-help/v1/step-downs/{stepDown}";
        Assert.Equal(404, (await family.Service.ClientFor(TestPractitioner.Of(Roles.LeadPractitioner, "early-help")).GetAsync(path)).Status);
        var colleague = family.Service.ClientFor(family.LeadPractitioner.Colleague());
        var accepted = await colleague.PostAsync(path + "/acceptance", new { }, (await colleague.GetAsync(path)).ETag);
        Assert.Equal(200, accepted.Status);
        Assert.Equal("open", await family.StateOfAsync(family.Elder));
        Assert.Contains(await family.Service.PublishedAsync<EarlyHelpDb, StepDownAccepted>(), told => told.StepDownId == stepDown && family.Path.EndsWith(told.CaseId.ToString(), StringComparison.Ordinal));
        Assert.Equal("step-down-decided", (await colleague.PostAsync(path + "/decline", new { reasonCode = "no-capacity" }, accepted.ETag)).Code);
    }

    [Theory, Engines]
    public async Task ContactMade_TellsTheLeadPractitionerThatItExistsAndNoMore(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        await family.Service.DeliverAsync(new ContactMade(Guid.CreateVersion7(), family.Elder, Guid.CreateVersion7(), "6", Now), family.Elder);
        Assert.Equal(["contact-made"], await InboxAsync(family));
        var colleague = family.Service.ClientFor(family.LeadPractitioner.Colleague());
        Assert.Empty((await colleague.GetAsync("/early-help/v1/inbox")).Json["items"]!.AsArray());
    }

    private static object Body(Guid child, string concern) => new
    {
        children = new[] { new { childId = child, concernCategory = concern, urgency = "same-day" } },
        disclosureBasis = "agreed",
        rationale = "Made up.",
    };

    private static Task<Answer> CloseAsync(Family family) => family.EditAsync("/closure", new
    {
        reasonCode = "other",
        childViews = new[] { family.Elder, family.Younger }.Select(child => new { childId = child, words = "w", whatWasDone = "d" }),
    });

    private static async Task<IReadOnlyList<string>> InboxAsync(Family family) =>
        [.. (await family.Lead.GetAsync("/early-help/v1/inbox")).Json["items"]!.AsArray().Select(item => (string)item!["kind"]!)];
}
