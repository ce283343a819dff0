using Cypp.Access;
using Cypp.Testing;

namespace Cypp.Safeguarding.Tests.FrontDoor;

/// <summary>People at the front door of a service under test.</summary>
internal static class Doorstep
{
    public static readonly TestPractitioner Duty = Of(Roles.DutyAndAdvice);
    public static readonly TestPractitioner Night = Of(Roles.OutOfHours);
    public static readonly TestPractitioner Worker = Of(Roles.SocialWorker);
    public static readonly TestPractitioner Manager = Of(Roles.SocialWorkManager);

    public static TestPractitioner Of(string role) => new(role, ServiceUnderTest.SocialWorkAgencyId, "social-care", Guid.CreateVersion7());

    public static object Incident(string reference, IEnumerable<object> children, Guid partner) => new
    {
        policeReference = reference,
        incidentAt = "2015-10-30T22:30:00Z",
        place = "at home",
        circumstances = "Made-up circumstances",
        safeContact = "At work only.",
        children,
        adultsNotToBeTold = new[] { new { adultId = partner, reasonCode = "alleged-perpetrator" } },
    };

    public static async Task<(string Path, string ETag)> ReferralOfAsync(ServiceUnderTest service, Guid child)
    {
        var duty = service.ClientFor(Duty);
        var items = (await duty.GetAsync($"/safeguarding/v1/referrals?childId={child}")).Json["items"]!.AsArray();
        var path = $"/safeguarding/v1/referrals/{(string)Assert.Single(items)!["referralId"]!}";
        return (path, (await duty.GetAsync(path)).ETag!);
    }

    /// <param name="by">Who accepts; the worker himself unless told.</param>
    public static async Task AcceptAsync(ServiceUnderTest service, Guid child, TestPractitioner? worker = null, TestPractitioner? by = null)
    {
        worker ??= Worker;
        var (path, etag) = await AcknowledgeAsync(service, child);
        var answer = await service.ClientFor(by ?? worker).PostAsync(path + "/acceptance", new { socialWorkerId = worker.PractitionerId }, etag);
        Assert.Equal(200, answer.Status);
    }

    public static async Task DeclineAsync(ServiceUnderTest service, Guid child)
    {
        var (path, etag) = await AcknowledgeAsync(service, child);
        Assert.Equal(200, (await service.ClientFor(Duty).PostAsync(path + "/decline", new { reasonCode = "threshold-not-met" }, etag)).Status);
    }

    /// <summary>All pages: on a shared host many tests fill one team's inbox.</summary>
    public static async Task<IReadOnlyList<string>> InboxAsync(ServiceUnderTest service, TestPractitioner reader, Guid? child = null)
    {
        var kinds = new List<string>();
        for (var query = ""; ;)
        {
            var page = (await service.ClientFor(reader).GetAsync("/safeguarding/v1/inbox" + query)).Json;
            kinds.AddRange(page["items"]!.AsArray()
                .Where(item => child is null || (string?)item!["childId"] == child.ToString()).Select(item => (string)item!["kind"]!));
            if ((string?)page["next"] is not { } next)
            {
                return kinds;
            }

            query = "?after=" + next;
        }
    }

    private static async Task<(string Path, string? ETag)> AcknowledgeAsync(ServiceUnderTest service, Guid child)
    {
        var (path, etag) = await ReferralOfAsync(service, child);
        var answer = await service.ClientFor(Duty).PostAsync(path + "/acknowledgement", new { }, etag);
        Assert.Equal(200, answer.Status);
        return (path, answer.ETag);
    }
}
