using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.City;

namespace Cypp.Story.Steps;

/// <summary>Three months on: the review ends the plans, child-in-need plans follow, step-down reopens the same case, and it closes.</summary>
internal sealed class Step7StepDown : IStep
{
    public string Title => "The review ends the plans, and early help takes the family back";

    public async Task PlayAsync(StoryContext context, Report report)
    {
        context.Platform.Clock.MoveTo(new DateTimeOffset(2016, 2, 22, 10, 0, 0, TimeSpan.Zero));
        await ReviewAsync(context);
        report.Did(DemoAgencies.SocialWork, Roles.ConferenceChair, "reviewed both plans and ended them; child-in-need plans follow");
        context.Platform.Clock.MoveTo(new DateTimeOffset(2016, 3, 14, 10, 0, 0, TimeSpan.Zero));
        await StepDownAsync(context, report);
        await CloseAsync(context, report);
    }

    private static async Task ReviewAsync(StoryContext context)
    {
        var worker = await context.AsAsync(DemoAgencies.SocialWork, Roles.SocialWorker);
        var review = Expect.Success(await worker.PostAsync("/safeguarding/v1/conferences", new
        {
            kind = "review",
            referralIds = context.Children.Select(child => child.ReferralId),
            scheduledFor = "2016-02-22",
            chairId = DemoAgencies.SocialWork.Practitioner(Roles.ConferenceChair),
        }), "review conference");
        var chair = await context.AsAsync(DemoAgencies.SocialWork, Roles.ConferenceChair);
        Expect.Success(await StoryContext.EditAsync(chair, $"/safeguarding/v1/conferences/{review.Id("conferenceId")}", "/record", new
        {
            heldOn = "2016-02-22",
            attendees = new[]
            {
                new { agencyId = DemoAgencies.SocialWork.Id, sector = "social-care" }, new { agencyId = DemoAgencies.SecondarySchool.Id, sector = "education" },
            },
            familysPart = context.Say("The mother said what changed."),
            outcomes = context.Children.Select(child => new
            {
                childId = child.Id,
                outcome = "child-in-need-plan",
                childWords = context.Say("It is quiet now."),
                detail = context.Say("Made up: three months of support."),
            }),
        }), "review record");
    }

    private static async Task StepDownAsync(StoryContext context, Report report)
    {
        var worker = await context.AsAsync(DemoAgencies.SocialWork, Roles.SocialWorker);
        var lead = await context.AsAsync(DemoAgencies.EarlyHelp, Roles.LeadPractitioner);
        foreach (var child in context.Children)
        {
            Expect.Success(await StoryContext.EditAsync(worker, $"/safeguarding/v1/referrals/{child.ReferralId}", "/step-downs", new
            {
                agreedWithFamily = true,
                childWords = context.Say("I like the morning worker."),
                reason = context.Say("Made up: the risk has gone."),
            }), "step-down");
            var waiting = await Expect.EventuallyAsync(
                () => lead.GetAsync("/early-help/v1/step-downs"),
                answer => answer.Json["items"]!.AsArray().Any(item => (string?)item!["childId"] == child.Id.ToString()), "step-down received");
            var stepDown = (string)waiting.Json["items"]!.AsArray().First(item => (string?)item!["childId"] == child.Id.ToString())!["stepDownId"]!;
            Expect.Success(await StoryContext.EditAsync(lead, $"/early-help/v1/step-downs/{stepDown}", "/acceptance", new { }), "step-down accepted");
            await Expect.EventuallyAsync(
                () => worker.GetAsync($"/safeguarding/v1/referrals/{child.ReferralId}"), answer => (string?)answer.Json["status"] == "closed", "referral closed");
        }

        report.Did(DemoAgencies.SocialWork, Roles.SocialWorker, "stepped both children down, agreed with the family");
        report.Did(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, "accepted both; social work closed only then");
        var opened = Expect.Success(await lead.GetAsync($"/early-help/v1/cases/{context.CaseId}"), "case");
        report.Holds("the same early help case is open again for both", !opened.Body.Contains("handed-over", StringComparison.Ordinal));
    }

    private static async Task CloseAsync(StoryContext context, Report report)
    {
        var lead = await context.AsAsync(DemoAgencies.EarlyHelp, Roles.LeadPractitioner);
        var path = $"/early-help/v1/cases/{context.CaseId}";
        var goals = Expect.Success(await lead.GetAsync(path), "case").Json["plan"]!["goals"]!.AsArray().Select(goal => (string)goal!["goalId"]!).ToList();
        foreach (var goal in goals)
        {
            Expect.Success(await StoryContext.EditAsync(lead, path, $"/goals/{goal}/met", new { metOn = "2016-03-14", evidence = context.Say("Made up: seen at three visits.") }), "goal met");
        }

        var silent = await StoryContext.EditAsync(lead, path, "/closure", new { reasonCode = "goals-met", childViews = Array.Empty<object>() });
        report.Holds("the case cannot close without the children's views", silent.Status >= 400);
        Expect.Success(await StoryContext.EditAsync(lead, path, "/closure", new
        {
            reasonCode = "goals-met",
            childViews = context.Children.Select(child => new { childId = child.Id, words = context.Say("We have breakfast now."), whatWasDone = context.Say("Told her that her words made the plan.") }),
        }), "closure");
        report.Did(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, "closed the case with both children's views and what was done about them");
    }
}
