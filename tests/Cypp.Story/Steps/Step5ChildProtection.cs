using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Testing;

namespace Cypp.Story.Steps;

/// <summary>Strategy discussion, section 47, conference: both children get plans. The emergency department sees the flag; the address vanishes.</summary>
internal sealed class Step5ChildProtection : IStep
{
    public string Title => "Strategy discussion, conference, child protection plans, a hidden address";

    public async Task PlayAsync(StoryContext context, Report report)
    {
        var worker = await context.AsAsync(DemoAgencies.SocialWork, Roles.SocialWorker);
        context.Platform.Clock.MoveTo(new DateTimeOffset(2015, 11, 10, 10, 0, 0, TimeSpan.Zero));
        await DiscussAsync(context, worker);
        report.Did(DemoAgencies.SocialWork, Roles.SocialWorker, "held the strategy discussions with police, health and both schools; section 47 began");
        context.Platform.Clock.MoveTo(new DateTimeOffset(2015, 11, 24, 10, 0, 0, TimeSpan.Zero));
        await AssessAsync(context, worker);
        report.Did(DemoAgencies.SocialWork, Roles.SocialWorker, "finished the section 47 enquiries and the assessments");
        await ConferAsync(context, worker, report);
        await HideAsync(context, worker, report);
        await LookUpAsync(context, worker, report);
    }

    private static async Task DiscussAsync(StoryContext context, AgencyClient worker)
    {
        foreach (var child in context.Children)
        {
            Expect.Success(await StoryContext.EditAsync(worker, $"/safeguarding/v1/referrals/{child.ReferralId}", "/strategy-discussions", new
            {
                heldAt = "2015-11-10T10:00:00Z",
                attendees = new[]
                {
                    new { agencyId = DemoAgencies.SocialWork.Id, sector = "social-care" }, new { agencyId = DemoAgencies.PoliceForce.Id, sector = "police" },
                    new { agencyId = DemoAgencies.EmergencyCare.Id, sector = "health" }, new { agencyId = child.School.Id, sector = "education" },
                },
                reasonableCause = true,
                decision = context.Say("Joint section 47 enquiry."),
            }), "strategy discussion");
        }
    }

    private static async Task AssessAsync(StoryContext context, AgencyClient worker)
    {
        foreach (var child in context.Children)
        {
            var referral = $"/safeguarding/v1/referrals/{child.ReferralId}";
            Expect.Success(await StoryContext.EditAsync(worker, referral, "/section-47/outcome", new { substantiated = true, conferenceNeeded = true, reason = context.Say("Made up: likely significant harm.") }), "section 47");
            Expect.Success(await StoryContext.EditAsync(worker, referral, "/assessment", new
            {
                analysis = context.Say("Made up."),
                childWords = context.Say("I want it to stop."),
                familysPart = context.Say("The mother took part."),
                adultFactors = new[] { new { adultId = context.Partner, factor = "3B" } },
                completedOn = "2015-11-24",
            }), "assessment");
        }
    }

    private static async Task ConferAsync(StoryContext context, AgencyClient worker, Report report)
    {
        var conference = Expect.Success(await worker.PostAsync("/safeguarding/v1/conferences", new
        {
            kind = "initial",
            referralIds = context.Children.Select(child => child.ReferralId),
            scheduledFor = "2015-11-24",
            chairId = DemoAgencies.SocialWork.Practitioner(Roles.ConferenceChair),
        }), "conference");
        context.ConferenceId = conference.Id("conferenceId");
        var path = $"/safeguarding/v1/conferences/{context.ConferenceId}";
        var refused = await StoryContext.EditAsync(worker, path, "/invitations", new { adultId = context.Partner });
        report.Holds("the partner cannot be invited: he is not to be told", refused.Code == "adult-not-to-be-told");
        Expect.Success(await StoryContext.EditAsync(worker, path, "/invitations", new { adultId = context.Mother }), "invitation");
        var chair = await context.AsAsync(DemoAgencies.SocialWork, Roles.ConferenceChair);
        Expect.Success(await StoryContext.EditAsync(chair, path, "/record", new
        {
            heldOn = "2015-11-24",
            attendees = new[]
            {
                new { agencyId = DemoAgencies.SocialWork.Id, sector = "social-care" }, new { agencyId = DemoAgencies.PoliceForce.Id, sector = "police" },
                new { agencyId = DemoAgencies.SecondarySchool.Id, sector = "education" }, new { agencyId = DemoAgencies.PrimarySchool.Id, sector = "education" },
            },
            familysPart = context.Say("The mother spoke first."),
            outcomes = context.Children.Select(child => new
            {
                childId = child.Id,
                outcome = "protection-plan",
                categoryOfAbuse = "EMO",
                childWords = context.Say("I want it to be quiet."),
                coreGroup = new[] { new { agencyId = child.School.Id }, new { agencyId = DemoAgencies.EarlyHelp.Id } },
                detail = context.Say("Made-up plan detail: safe place to sleep"),
            }),
        }), "conference record");
        report.Did(DemoAgencies.SocialWork, Roles.ConferenceChair, "chaired the conference: both children have child protection plans");
        var school = await context.AsAsync(DemoAgencies.SecondarySchool, Roles.SchoolLead);
        var plan = Expect.Success(await school.GetAsync($"/safeguarding/v1/children/{context.Elder.Id}/plan"), "plan for the core group");
        report.Sees(DemoAgencies.SecondarySchool, Roles.SchoolLead, "the plan: the school is in the core group", plan.Body.Contains("safe place to sleep", StringComparison.Ordinal));
        var sibling = await school.GetAsync($"/safeguarding/v1/children/{context.Younger.Id}/plan");
        report.SeesNot(DemoAgencies.SecondarySchool, Roles.SchoolLead, "the brother's plan", sibling.Status is 403 or 404);
    }

    private static async Task HideAsync(StoryContext context, AgencyClient worker, Report report)
    {
        foreach (var child in context.Children)
        {
            var path = $"/index/v1/children/{child.Id}";
            var current = await Expect.EventuallyAsync(() => worker.GetAsync(path), answer => answer.Status == 200, "child for the social worker");
            Expect.Success(await worker.PutAsync(path + "/address", new
            {
                lines = new[] { context.Say("9 Refuge Road") },
                postcode = "LS9 9ZZ",
                residenceCluster = DemoAgencies.StoryCluster,
                hidden = true,
            }, current.ETag), "hidden address");
        }

        report.Did(DemoAgencies.SocialWork, Roles.SocialWorker, "moved mother and children to a hidden address");
        var school = await context.AsAsync(DemoAgencies.SecondarySchool, Roles.SchoolLead);
        var seen = await school.GetAsync($"/index/v1/children/{context.Elder.Id}");
        report.SeesNot(DemoAgencies.SecondarySchool, Roles.SchoolLead, "the new address, not even its postcode",
            !seen.Body.Contains("Refuge", StringComparison.Ordinal) && !seen.Body.Contains("LS9", StringComparison.Ordinal) && !seen.Body.Contains("Story Street", StringComparison.Ordinal));
        var own = await worker.GetAsync($"/index/v1/children/{context.Elder.Id}");
        report.Sees(DemoAgencies.SocialWork, Roles.SocialWorker, "where the children are", own.Body.Contains("Refuge", StringComparison.Ordinal));
    }

    private static async Task LookUpAsync(StoryContext context, AgencyClient worker, Report report)
    {
        var nurse = await context.AsAsync(DemoAgencies.EmergencyCare, Roles.EmergencyDepartment);
        var alert = await Expect.EventuallyAsync(
            () => nurse.PostAsync("/health/v1/alerts/lookup", new { nhsNumber = context.Elder.NhsNumber }),
            answer => answer.Json["alerts"]!.AsArray().Count == 1, "alert");
        report.Sees(DemoAgencies.EmergencyCare, Roles.EmergencyDepartment, "plan type, dates and whom to ring", alert.Body.Contains("0113 496 0001", StringComparison.Ordinal));
        report.SeesNot(DemoAgencies.EmergencyCare, Roles.EmergencyDepartment, "why, or where",
            !alert.Body.Contains("EMO", StringComparison.Ordinal) && !alert.Body.Contains("Refuge", StringComparison.Ordinal) && !alert.Body.Contains("sleep", StringComparison.Ordinal));
        await Expect.EventuallyAsync(
            () => worker.GetAsync("/safeguarding/v1/inbox"), answer => Step3PoliceIncident.Kinds(answer).Contains("alert-viewed"), "alert viewed told to the social worker");
        report.Sees(DemoAgencies.SocialWork, Roles.SocialWorker, "that the elder was looked up", true);
    }
}
