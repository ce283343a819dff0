using Cypp.Access;
using Cypp.Contracts.EarlyHelp;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.Safeguarding.Features;
using Cypp.Safeguarding.Tests.ChildProtection;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests;

/// <summary>OP-36: a statutory clock is seen from outside when it is nearly over and when it is over, until the work is done.</summary>
public sealed class ClockLevelsTests
{
    [Theory, Engines]
    public async Task Decision_IsNearOnItsLastDayAndOverAfterIt(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service, undecided: true);
        Assert.Equal((0, 0), await ClockAsync(service, "referral-decision"));
        service.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 0), await ClockAsync(service, "referral-decision"));
        service.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, 1), await ClockAsync(service, "referral-decision"));
        var referral = $"/safeguarding/v1/referrals/{one.ReferralId}";
        var declined = await one.Manager.PostAsync(referral + "/decline", new { reasonCode = "threshold-not-met" }, (await one.Manager.GetAsync(referral)).ETag);
        Assert.Equal(200, declined.Status);
        Assert.Equal((0, 0), await ClockAsync(service, "referral-decision"));
    }

    [Theory, Engines]
    public async Task Contact_WhoseMatchNobodySettled_IsNearFromOneOClockOfItsLastDay(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        await service.ClientFor(TestPractitioner.Of(Roles.SchoolLead, "school"))
            .PostAsync("/safeguarding/v1/contacts", new { matchId = Guid.CreateVersion7(), referralSource = "2A", concern = "Made up." });
        service.Time.SetUtcNow(new(2015, 11, 3, 12, 59, 0, TimeSpan.Zero));
        Assert.Equal((0, 0), await ClockAsync(service, "contact-match"));
        service.Time.SetUtcNow(new(2015, 11, 3, 13, 0, 0, TimeSpan.Zero));
        Assert.Equal((1, 0), await ClockAsync(service, "contact-match"));
        service.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, 1), await ClockAsync(service, "contact-match"));
    }

    [Theory, Engines]
    public async Task Assessment_IsNearTwoWorkingDaysBeforeAndOverAfterThe45th_UntilItIsMade(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        var due = Assessment.DueAfter(new(2015, 11, 2));
        // Thursday 7 January: Monday is the third working day before, Tuesday the second.
        Assert.Equal(DayOfWeek.Thursday, due.DayOfWeek);
        Move(service, due.AddDays(-3));
        Assert.Equal((0, 0), await ClockAsync(service, "assessment"));
        Move(service, due.AddDays(-2));
        Assert.Equal((1, 0), await ClockAsync(service, "assessment"));
        Move(service, due);
        Assert.Equal((1, 0), await ClockAsync(service, "assessment"));
        Move(service, due.AddDays(1));
        Assert.Equal((0, 1), await ClockAsync(service, "assessment"));
        Assert.Equal(201, (await one.AssessAsync()).Status);
        Assert.Equal((0, 0), await ClockAsync(service, "assessment"));
    }

    [Theory, Engines]
    public async Task Conference_IsOver15WorkingDaysAfterTheDiscussion_UnlessNoneIsNeeded(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        Assert.Equal(201, (await one.DiscussAsync()).Status);
        Move(service, new(2015, 11, 23));
        Assert.Equal((1, 0), await ClockAsync(service, "initial-conference"));
        Move(service, new(2015, 11, 24));
        Assert.Equal((0, 1), await ClockAsync(service, "initial-conference"));
        await one.WorkAsync("/section-47/outcome", new { substantiated = false, conferenceNeeded = false, reason = "No harm." });
        Assert.Equal((0, 0), await ClockAsync(service, "initial-conference"));
    }

    [Theory, Engines]
    public async Task Plan_WithoutCoreGroupOrReview_IsOverOnItsDays(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        await (await CaseUnderTest.OpenAsync(service)).ProtectAsync();
        Move(service, new(2015, 11, 16));
        Assert.Equal((1, 0), await ClockAsync(service, "first-core-group"));
        Move(service, new(2015, 11, 25));
        Assert.Equal((0, 1), await ClockAsync(service, "first-core-group"));
        // The conference was held in time.
        Assert.Equal((0, 0), await ClockAsync(service, "initial-conference"));
        Assert.Equal((0, 0), await ClockAsync(service, "review-conference"));
        Move(service, new(2016, 2, 2));
        Assert.Equal((1, 0), await ClockAsync(service, "review-conference"));
        Move(service, new(2016, 2, 3));
        Assert.Equal((0, 1), await ClockAsync(service, "review-conference"));
    }

    [Theory, Engines]
    public async Task StepDown_UntilEarlyHelpDecides_IsAHandOverThatWaits(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        await one.AssessAsync();
        var proposed = await one.WorkAsync("/step-downs", new { agreedWithFamily = true, childWords = "I like it now.", reason = "The risk has gone." });
        service.Time.Advance(TimeSpan.FromHours(1));
        var levels = await service.MeasureAsync<ClockLevels>();
        Assert.Equal((1, 3600), (levels["cypp.handover.waiting step-down"], levels["cypp.handover.age step-down"]));
        await service.DeliverAsync(new StepDownDeclined(proposed.Id("stepDownId"), one.ChildId, "no-capacity", service.Time.GetUtcNow()), one.ChildId);
        Assert.Equal(0, (await service.MeasureAsync<ClockLevels>())["cypp.handover.waiting step-down"]);
    }

    private static void Move(ServiceUnderTest service, DateOnly day) => service.Time.SetUtcNow(new(day, new(9, 0), TimeSpan.Zero));

    private static async Task<(double DueSoon, double Breached)> ClockAsync(ServiceUnderTest service, string work)
    {
        var levels = await service.MeasureAsync<ClockLevels>();
        return (levels["cypp.clock.due_soon " + work], levels["cypp.clock.breached " + work]);
    }
}
