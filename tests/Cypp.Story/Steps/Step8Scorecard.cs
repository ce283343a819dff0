using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.City;

namespace Cypp.Story.Steps;

/// <summary>The period closes and the scorecard is published; an auditor reads the sampled case, masked.</summary>
internal sealed class Step8Scorecard : IStep
{
    public string Title => "The quarter closes, the scorecard is published, an auditor reads the sampled case";

    public async Task PlayAsync(StoryContext context, Report report)
    {
        await AuditAsync(context, report);
        await SyntheticCity.CloseQuarterAsync(context.Platform, context.Agencies, "2015-Q4", new DateTimeOffset(2016, 4, 4, 9, 0, 0, TimeSpan.Zero));
        await SyntheticCity.CloseQuarterAsync(context.Platform, context.Agencies, "2016-Q1", new DateTimeOffset(2016, 4, 4, 9, 5, 0, TimeSpan.Zero));
        report.Did(DemoAgencies.SocialWork, Roles.PerformanceManager, "closed the quarters");
        using var anybody = new HttpClient { BaseAddress = context.Platform.Gateway };
        var scorecard = await anybody.GetStringAsync(new Uri("/outcomes/v1/scorecard", UriKind.Relative));
        report.Holds("anybody reads the published figures without signing in", scorecard.Contains("2015-Q4", StringComparison.Ordinal));
        report.Holds("small numbers are suppressed in them", scorecard.Contains("\"mark\":\"c\"", StringComparison.Ordinal));
        var analyst = await anybody.GetAsync(new Uri("/outcomes/v1/counts", UriKind.Relative));
        report.Holds("the live counts are for those responsible only", (int)analyst.StatusCode == 401);
        var parked = await Quiet.ParkedAsync(context.Agencies);
        report.Holds($"no message is parked ({parked})", parked == 0);
    }

    private static async Task AuditAsync(StoryContext context, Report report)
    {
        var senior = await context.AsAsync(DemoAgencies.SocialWork, Roles.SeniorManager);
        var commission = Expect.Success(await senior.PostAsync("/safeguarding/v1/commissions", new
        {
            referralId = context.Elder.ReferralId,
            auditorId = DemoAgencies.Lscb.Practitioner(Roles.Auditor),
            from = "2016-03-14",
            to = "2016-04-30",
            reason = context.Say("Sampled for the LSCB's audit."),
        }), "commission").Id("commissionId");
        report.Did(DemoAgencies.SocialWork, Roles.SeniorManager, "commissioned a dated audit of the sampled case");
        var auditor = await context.AsAsync(DemoAgencies.Lscb, Roles.Auditor);
        var sampled = Expect.Success(await auditor.GetAsync($"/safeguarding/v1/commissions/{commission}/case"), "sampled case");
        report.Sees(DemoAgencies.Lscb, Roles.Auditor, "the sampled case", sampled.Status == 200);
        report.SeesNot(DemoAgencies.Lscb, Roles.Auditor, "names, addresses or narrative",
            !sampled.Body.Contains("Storya", StringComparison.Ordinal) && !sampled.Body.Contains("Refuge", StringComparison.Ordinal)
            && !sampled.Body.Contains("Made-up circumstances", StringComparison.Ordinal));
        var other = await context.AsAsync(DemoAgencies.Lscb, Roles.Auditor, number: 2);
        report.SeesNot(DemoAgencies.Lscb, Roles.Auditor, "anything when not the one commissioned", (await other.GetAsync($"/safeguarding/v1/commissions/{commission}/case")).Status == 404);
        report.SeesNot(DemoAgencies.Lscb, Roles.Auditor, "the case outside the commission",
            (await auditor.GetAsync($"/safeguarding/v1/referrals/{context.Elder.ReferralId}")).Status is 403 or 404);
    }
}
