using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Testing;

namespace Cypp.Story.City;

/// <summary>Children with child protection plans: each came by a contact, was accepted, discussed, and conferenced, and its core group met.</summary>
internal sealed class ProtectionPlans(CityAgencies agencies)
{
    public async Task SeedAsync(string cluster, int first, int children, string day)
    {
        var social = agencies.SystemOf(DemoAgencies.SocialWork);
        var duty = await social.AsAsync(Roles.DutyAndAdvice);
        var worker = await social.AsAsync(Roles.SocialWorker);
        var referrals = new List<(Guid Child, Guid Referral)>();
        for (var number = first; number < first + children; number++)
        {
            var child = await EarlyHelpFamilies.RegisterChildAsync(duty, number, cluster);
            referrals.Add((child, await ReferAsync(duty, worker, child, day)));
        }

        foreach (var group in referrals.Chunk(4))
        {
            await ConferenceAsync(worker, group, day);
        }
    }

    private static async Task<Guid> ReferAsync(AgencyClient duty, AgencyClient worker, Guid childId, string day)
    {
        Expect.Success(await duty.PostAsync("/safeguarding/v1/contacts", new { childId, referralSource = "5A", concern = "Made up for the synthetic city." }), "contact");
        var referral = await ReferralOfAsync(duty, childId);
        var (id, etag) = (Guid.Parse((string)referral["referralId"]!), $"\"{(int)referral["version"]!}\"");
        var acknowledged = Expect.Success(await duty.PostAsync($"/safeguarding/v1/referrals/{id}/acknowledgement", new { }, etag), "acknowledgement");
        var accepted = Expect.Success(await worker.PostAsync(
            $"/safeguarding/v1/referrals/{id}/acceptance",
            new { socialWorkerId = DemoAgencies.SocialWork.Practitioner(Roles.SocialWorker) }, acknowledged.ETag), "acceptance");
        var discussed = Expect.Success(await worker.PostAsync($"/safeguarding/v1/referrals/{id}/strategy-discussions", new
        {
            heldAt = day + "T11:00:00Z",
            attendees = new[]
            {
                new { agencyId = DemoAgencies.SocialWork.Id, sector = "social-care" },
                new { agencyId = DemoAgencies.PoliceForce.Id, sector = "police" },
                new { agencyId = DemoAgencies.EmergencyCare.Id, sector = "health" },
            },
            reasonableCause = true,
            decision = "Section 47 enquiry.",
        }, accepted.ETag), "strategy discussion");
        Expect.Success(await worker.PostAsync(
            $"/safeguarding/v1/referrals/{id}/section-47/outcome",
            new { substantiated = true, conferenceNeeded = true, reason = "Made up for the synthetic city." }, discussed.ETag), "section 47");
        return id;
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> ReferralOfAsync(AgencyClient duty, Guid childId)
    {
        var answer = await Expect.EventuallyAsync(
            () => duty.GetAsync($"/safeguarding/v1/referrals?childId={childId}"), answer => answer.Json["items"]!.AsArray().Count > 0, "referral");
        return answer.Json["items"]![0]!;
    }

    private async Task ConferenceAsync(AgencyClient worker, (Guid Child, Guid Referral)[] group, string day)
    {
        var chairId = DemoAgencies.SocialWork.Practitioner(Roles.ConferenceChair);
        var conference = Expect.Success(await worker.PostAsync("/safeguarding/v1/conferences", new
        {
            kind = "initial",
            referralIds = group.Select(one => one.Referral),
            scheduledFor = day,
            chairId,
        }), "conference");
        var chair = await agencies.SystemOf(DemoAgencies.SocialWork).AsAsync(Roles.ConferenceChair);
        var recorded = Expect.Success(await chair.PostAsync($"/safeguarding/v1/conferences/{conference.Id("conferenceId")}/record", new
        {
            heldOn = day,
            attendees = new[]
            {
                new { agencyId = DemoAgencies.SocialWork.Id, sector = "social-care" }, new { agencyId = DemoAgencies.PoliceForce.Id, sector = "police" },
            },
            familysPart = "The family took part.",
            outcomes = group.Select(one => new
            {
                childId = one.Child,
                outcome = "protection-plan",
                categoryOfAbuse = "NEG",
                childWords = "I want it to be quiet.",
                coreGroup = new[] { new { agencyId = DemoAgencies.SocialWork.Id } },
                detail = "Made up for the synthetic city.",
            }),
        }, conference.ETag), "conference record");
        foreach (var plan in recorded.Json["plans"]!.AsArray())
        {
            Expect.Success(await worker.PostAsync($"/safeguarding/v1/plans/{plan!["planId"]}/core-group-meetings", new
            {
                heldOn = day,
                notes = "Made up for the synthetic city.",
                childWords = "I want it to be quiet.",
                familysPart = "The family took part.",
            }), "core group");
        }
    }
}
