using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.City;

namespace Cypp.Story.Steps;

/// <summary>The step-up joins the police contact: one referral per child; early help hands over only to a named social worker.</summary>
internal sealed class Step4StepUp : IStep
{
    public string Title => "The step-up joins the police contact, and a social worker accepts";

    public async Task PlayAsync(StoryContext context, Report report)
    {
        context.Platform.Clock.MoveTo(new DateTimeOffset(2015, 11, 9, 9, 30, 0, TimeSpan.Zero));
        var lead = await context.AsAsync(DemoAgencies.EarlyHelp, Roles.LeadPractitioner);
        var path = $"/early-help/v1/cases/{context.CaseId}";
        Expect.Success(await StoryContext.EditAsync(lead, path, "/step-ups", new
        {
            children = context.Children.Select(child => new { childId = child.Id, concernCategory = "N1", urgency = "same-day" }),
            disclosureBasis = "risk-of-harm",
            rationale = context.Say("Made up: both children live with violence."),
        }), "step-up");
        report.Did(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, "stepped both children up");
        var duty = await context.AsAsync(DemoAgencies.SocialWork, Roles.DutyAndAdvice);
        var worker = await context.AsAsync(DemoAgencies.SocialWork, Roles.SocialWorker);
        foreach (var child in context.Children)
        {
            var referrals = await Expect.EventuallyAsync(
                () => duty.GetAsync($"/safeguarding/v1/referrals?childId={child.Id}"),
                answer => answer.Json["items"]!.AsArray().Any(item => item!["stepUpId"] is not null), "referral with the step-up");
            report.Holds($"one referral for {child.GivenName}, of contact and step-up together", referrals.Json["items"]!.AsArray().Count == 1);
            child.ReferralId = Guid.Parse((string)referrals.Json["items"]![0]!["referralId"]!);
            report.Holds("its decision is due in one working day", (string?)referrals.Json["items"]![0]!["decisionDueOn"] == "2015-11-09");
            var referral = $"/safeguarding/v1/referrals/{child.ReferralId}";
            Expect.Success(await StoryContext.EditAsync(duty, referral, "/acknowledgement", new { }), "acknowledgement");
            Expect.Success(await StoryContext.EditAsync(
                worker, referral, "/acceptance", new { socialWorkerId = DemoAgencies.SocialWork.Practitioner(Roles.SocialWorker) }), "acceptance");
        }

        report.Did(DemoAgencies.SocialWork, Roles.DutyAndAdvice, "acknowledged both referrals");
        report.Did(DemoAgencies.SocialWork, Roles.SocialWorker, "accepted both children in his own name");
        await Expect.EventuallyAsync(
            () => lead.GetAsync(path), answer => answer.Body.Split("handed-over").Length - 1 == context.Children.Count, "hand-over of both children");
        report.Holds("early help handed the lead over only after acceptance", true);
        var school = await context.AsAsync(DemoAgencies.SecondarySchool, Roles.SchoolLead);
        report.Sees(DemoAgencies.SecondarySchool, Roles.SchoolLead, "the case still: the school stays in the team", (await school.GetAsync(path)).Status == 200);
        report.SeesNot(DemoAgencies.SecondarySchool, Roles.SchoolLead, "the referral", (await school.GetAsync($"/safeguarding/v1/referrals/{context.Elder.ReferralId}")).Status is 403 or 404);
    }
}
