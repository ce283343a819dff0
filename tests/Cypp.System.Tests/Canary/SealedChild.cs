using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Story.Steps;

namespace Cypp.System.Tests.Canary;

/// <summary>
/// Level 2 in the deployed form: in the end the younger child, whom the police reported anew, is sealed, and all who worked
/// with the child ask on. To those who are not named no service shows a word, a number or an id of the child.
/// </summary>
internal sealed class SealedChild(StoryContext context)
{
    private static readonly (DemoAgency Agency, string Role)[] Workers =
    [
        (DemoAgencies.SocialWork, Roles.SocialWorkManager), (DemoAgencies.SocialWork, Roles.SocialWorker), (DemoAgencies.SocialWork, Roles.ConferenceChair),
        (DemoAgencies.SocialWork, Roles.IndexOfficer), (DemoAgencies.EarlyHelp, Roles.LeadPractitioner), (DemoAgencies.EarlyHelp, Roles.ClusterManager),
        (DemoAgencies.PrimarySchool, Roles.SchoolLead), (DemoAgencies.PrimarySchool, Roles.KeyAdult), (DemoAgencies.PrimarySchool, Roles.SchoolOfficer),
        (DemoAgencies.PoliceForce, Roles.Police), (DemoAgencies.EmergencyCare, Roles.EmergencyDepartment), (DemoAgencies.Lscb, Roles.Auditor),
        (DemoAgencies.Education, Roles.EducationSafeguardingLead), (DemoAgencies.Education, Roles.DataProtectionOfficer),
    ];

    private static readonly (DemoAgency Agency, string Role) Named = (DemoAgencies.SocialWork, Roles.DutyAndAdvice);

    private string[] Paths =>
    [
        $"/index/v1/children/{Child.Id}", $"/index/v1/children/{Child.Id}/involvement", $"/index/v1/children/{Child.Id}/adults", "/index/v1/matches",
        "/early-help/v1/prompts", $"/early-help/v1/prompts/{context.PromptId}", $"/early-help/v1/cases/{context.CaseId}", "/early-help/v1/step-downs",
        Contact, $"/safeguarding/v1/referrals?childId={Child.Id}", $"/safeguarding/v1/referrals/{Child.ReferralId}",
        $"/safeguarding/v1/children/{Child.Id}/plan", $"/safeguarding/v1/conferences/{context.ConferenceId}",
        $"/learning/v1/pupils/{Child.Id}/attendance", $"/learning/v1/notices/{Child.NoticeId}",
        .. ((string[])["index", "early-help", "safeguarding", "learning"]).Select(service => $"/{service}/v1/inbox"),
        .. Quiet.Services.Select(service => $"/{service}/v1/children/{Child.Id}/access-log?requester=child"),
    ];

    private string Contact => $"/safeguarding/v1/contacts/{Child.ContactId}";

    private StoryChild Child => context.Younger;

    /// <returns>By whom, and at which address, something of the child was seen; empty if all is well.</returns>
    public async Task<IReadOnlyList<string>> SealAndAskAsync()
    {
        List<string> seen = [];
        await Expect.EventuallyAsync(
            async () => await (await context.AsAsync(Named.Agency, Named.Role)).GetAsync(Paths[0]), answer => Tells(answer.Body), "social work knows the child");
        var senior = await context.AsAsync(DemoAgencies.SocialWork, Roles.SeniorManager);
        var body = new { reasonCode = "adoption", namedReaderIds = new[] { Named.Agency.Practitioner(Named.Role) } };
        Expect.Success(await senior.PostAsync($"/index/v1/children/{Child.Id}/sealing", body), "seal");
        await Quiet.WaitAsync(context.Agencies);
        foreach (var worker in Workers)
        {
            foreach (var path in Paths)
            {
                // Who made a contact reads their own words, whatever became of the child.
                if (!(worker.Role == Roles.Police && path == Contact) && await TellsAsync(worker, path))
                {
                    seen.Add($"{worker.Role} of {worker.Agency.Code} saw the sealed child at {path}");
                }
            }
        }

        // After the lists: what is asked by number is itself on the officer's list of matches that wait.
        foreach (var worker in Workers)
        {
            var client = await context.AsAsync(worker.Agency, worker.Role);
            foreach (var address in (string[])["/index/v1/match", "/health/v1/alerts/lookup"])
            {
                if (Tells((await client.PostAsync(address, new { nhsNumber = Child.NhsNumber })).Body))
                {
                    seen.Add($"{worker.Role} of {worker.Agency.Code} found the sealed child at {address}");
                }
            }
        }

        Assert.True(await TellsAsync(Named, Paths[0]), "to the named reader the record tells of the child");
        return seen;
    }

    /// <summary>Whether more is told than the question itself said.</summary>
    private async Task<bool> TellsAsync((DemoAgency Agency, string Role) worker, string path) =>
        Tells((await (await context.AsAsync(worker.Agency, worker.Role)).GetAsync(path)).Body);

    private bool Tells(string text) => ((string[])[Child.GivenName, Child.NhsNumber, Child.Upn, $"{Child.Id}", $"{Child.ReferralId}", $"{Child.ContactId}", $"{Child.NoticeId}"])
        .Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
