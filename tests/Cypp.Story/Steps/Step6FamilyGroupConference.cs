using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.City;

namespace Cypp.Story.Steps;

/// <summary>Pre-proceedings: no planned removal until the family was offered a conference of its own and its plan answered; emergency powers pass.</summary>
internal sealed class Step6FamilyGroupConference : IStep
{
    public string Title => "No removal before the family's own conference";

    public async Task PlayAsync(StoryContext context, Report report)
    {
        context.Platform.Clock.MoveTo(new DateTimeOffset(2015, 12, 7, 10, 0, 0, TimeSpan.Zero));
        var worker = await context.AsAsync(DemoAgencies.SocialWork, Roles.SocialWorker);
        var referral = $"/safeguarding/v1/referrals/{context.Younger.ReferralId}";
        var early = await StoryContext.EditAsync(worker, referral, "/legal-steps", new { kind = "care-application", reason = context.Say("Made up.") });
        report.Holds("a care application is refused: no family group conference was offered", early is { Status: 409, Code: "family-group-conference-not-offered" });
        var coordinator = await context.AsAsync(DemoAgencies.SocialWork, Roles.FamilyGroupConferenceCoordinator);
        var conference = Expect.Success(await StoryContext.EditAsync(worker, referral, "/family-group-conferences", new
        {
            offers = new[]
            {
                new { adultId = context.Mother, offeredOn = "2015-12-07", offeredApart = true, response = "accepted" },
                new { adultId = context.Partner, offeredOn = "2015-12-07", offeredApart = true, response = "declined" },
            },
        }), "family group conference");
        report.Did(DemoAgencies.SocialWork, Roles.SocialWorker, "offered a family group conference to each holder of parental responsibility, apart");
        var unheld = await StoryContext.EditAsync(worker, referral, "/legal-steps", new { kind = "planned-removal", reason = context.Say("Made up.") });
        report.Holds("a planned removal is refused: the accepted conference was not held", unheld is { Status: 409, Code: "family-group-conference-not-held" });
        var held = Expect.Success(await coordinator.PostAsync(
            $"/safeguarding/v1/family-group-conferences/{conference.Id("familyGroupConferenceId")}/held",
            new { heldOn = "2015-12-07", familysPlan = context.Say("Made up: the grandmother moves in."), coordinatorId = DemoAgencies.SocialWork.Practitioner(Roles.FamilyGroupConferenceCoordinator) },
            conference.ETag), "held");
        report.Did(DemoAgencies.SocialWork, Roles.FamilyGroupConferenceCoordinator, $"coordinated the family's conference ({held.Status})");
        var unanswered = await StoryContext.EditAsync(worker, referral, "/legal-steps", new { kind = "care-application", reason = context.Say("Made up.") });
        report.Holds("a care application is refused: the family's plan was not answered", unanswered is { Status: 409, Code: "familys-plan-not-answered" });
        var emergency = await StoryContext.EditAsync(worker, referral, "/legal-steps", new { kind = "police-protection", reason = context.Say("Made up: one night.") });
        report.Holds("emergency powers never wait", emergency.Status < 300);
    }
}
