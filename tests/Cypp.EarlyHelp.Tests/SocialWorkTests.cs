using Cypp.Access;
using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Tests;

/// <summary>What social work tells early help, each message delivered twice (MQ-5), and what social work may read here.</summary>
public sealed class SocialWorkTests
{
    private static readonly DateTimeOffset Now = ServiceUnderTest.Monday;
    private static readonly DateOnly Today = new(2015, 11, 2);
    private readonly Guid _referral = Guid.CreateVersion7();
    private readonly TestPractitioner _worker = new(Roles.SocialWorker, ServiceUnderTest.SocialWorkAgencyId, "social-care", Guid.CreateVersion7());

    [Theory, Engines]
    public async Task ReferralClosed_WithoutStepDown_BringsTheChildBackAndTellsTheLeadOnce(Engine engine)
    {
        var (family, _) = await HandedOverAsync(engine);
        Assert.Equal(200, (await family.Service.ClientFor(_worker).GetAsync(family.Path)).Status);
        await TwiceAsync(family, new ReferralClosed(_referral, family.Elder, "RC1", Today));
        Assert.Equal("open", await family.StateOfAsync(family.Elder));
        Assert.Single(await InboxAsync(family), kind => kind == "social-work-ended");
        Assert.Equal(404, (await family.Service.ClientFor(_worker).GetAsync(family.Path)).Status);
    }

    [Theory, Engines]
    public async Task Plan_Started_ShowsItsTypeDatesAndWhomToRingUntilItEnds(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var (protection, inNeed) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await TwiceAsync(family, new ProtectionPlanStarted(protection, family.Elder, Today, "EMO", "0113 496 0001", "0113 496 0002"));
        var seen = await family.Lead.GetAsync(family.Path);
        Assert.Contains("child-protection", seen.Body, StringComparison.Ordinal);
        Assert.Contains("0113 496 0002", seen.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("EMO", seen.Body, StringComparison.Ordinal);
        await TwiceAsync(family, new ProtectionPlanEnded(protection, family.Elder, Today));
        Assert.DoesNotContain("child-protection", (await family.Lead.GetAsync(family.Path)).Body, StringComparison.Ordinal);
        await TwiceAsync(family, new ChildInNeedPlanStarted(inNeed, family.Elder, Today, "0113 496 0001", "0113 496 0002"));
        Assert.Contains("child-in-need", (await family.Lead.GetAsync(family.Path)).Body, StringComparison.Ordinal);
        await TwiceAsync(family, new ChildInNeedPlanEnded(inNeed, family.Elder, Today));
        Assert.DoesNotContain("child-in-need", (await family.Lead.GetAsync(family.Path)).Body, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Rationale_IsReadByTheDutyTeamAskedAndByTheWorkerWhoTookTheChildOn(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var stepUp = await family.StepUpAsync(family.Elder);
        var path = $"/early-help/v1/step-ups/{stepUp}";
        var duty = family.Service.ClientFor(_worker with { Role = Roles.DutyAndAdvice, PractitionerId = Guid.CreateVersion7() });
        Assert.Contains("Made up.", (await duty.GetAsync(path)).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await family.Service.ClientFor(TestPractitioner.Of(Roles.DutyAndAdvice, "social-care")).GetAsync(path)).Status);
        await AcceptAsync(family, stepUp);
        Assert.Contains("Made up.", (await family.Service.ClientFor(_worker).GetAsync(path)).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await family.Service.ClientFor(TestPractitioner.Of(Roles.SchoolLead, "school") with { Role = Roles.LeadPractitioner }).GetAsync(path)).Status);
    }

    [Theory, Engines]
    public async Task Answer_ToAStepUpNobodySent_IsParkedForAPerson(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<EarlyHelpModule>(engine);
        var child = Guid.CreateVersion7();
        await service.DeliverAsync(new ReferralReceived(_referral, child, Guid.CreateVersion7(), Now, Today), child);
        await service.DeliverAsync(new ReferralAccepted(_referral, child, Guid.CreateVersion7(), _worker.AgencyId, _worker.PractitionerId, Now), child);
        await service.DeliverAsync(new ReferralDeclined(_referral, child, Guid.CreateVersion7(), "threshold-not-met", Now), child);
        Assert.Equal(3, await service.InDatabaseAsync<EarlyHelpDb, int>(db => db.Parked.CountAsync()));
    }

    [Theory, Engines]
    public async Task Decline_AfterAcceptance_ChangesNothingAndTellsNobody(Engine engine)
    {
        var (family, stepUp) = await HandedOverAsync(engine);
        await TwiceAsync(family, new ReferralDeclined(_referral, family.Elder, stepUp, "threshold-not-met", Now));
        Assert.Equal("handed-over", await family.StateOfAsync(family.Elder));
        Assert.Equal(["step-up-accepted"], await InboxAsync(family));
    }

    private async Task<(Family Family, Guid StepUp)> HandedOverAsync(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var stepUp = await family.StepUpAsync(family.Elder);
        await AcceptAsync(family, stepUp);
        return (family, stepUp);
    }

    private Task AcceptAsync(Family family, Guid stepUp) =>
        TwiceAsync(family, new ReferralAccepted(_referral, family.Elder, stepUp, _worker.AgencyId, _worker.PractitionerId, Now));

    private static async Task TwiceAsync(Family family, object message) =>
        await family.Service.DeliverAsync(await family.Service.DeliverAsync(message, family.Elder));

    private static async Task<IReadOnlyList<string>> InboxAsync(Family family) =>
        [.. (await family.Lead.GetAsync("/early-help/v1/inbox")).Json["items"]!.AsArray().Select(item => (string)item!["kind"]!)];
}
