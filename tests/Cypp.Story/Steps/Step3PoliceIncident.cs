using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Testing;

namespace Cypp.Story.Steps;

/// <summary>Friday night: the police post an incident; each school's key adult acknowledges before Monday's bell; out-of-hours checks.</summary>
internal sealed class Step3PoliceIncident : IStep
{
    private const string Circumstances = "Made-up circumstances of a made-up night";

    public string Title => "Police attend on Friday night; both schools know before Monday's bell";

    public async Task PlayAsync(StoryContext context, Report report)
    {
        context.Platform.Clock.MoveTo(new DateTimeOffset(2015, 11, 6, 23, 10, 0, TimeSpan.Zero));
        await ReportIncidentAsync(context, report);
        foreach (var child in context.Children)
        {
            await AcknowledgeNoticeAsync(context, report, child);
        }

        await CheckDangerAsync(context, report);
        var lead = await context.AsAsync(DemoAgencies.EarlyHelp, Roles.LeadPractitioner);
        await Expect.EventuallyAsync(() => lead.GetAsync("/early-help/v1/inbox"), answer => Kinds(answer).Contains("contact-made"), "contact told to the lead practitioner");
        report.Sees(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, "that a contact exists", true);
        var contact = await lead.GetAsync($"/safeguarding/v1/contacts/{context.Elder.ContactId}");
        report.SeesNot(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, "what the police said", contact.Status is 403 or 404);
    }

    private static async Task ReportIncidentAsync(StoryContext context, Report report)
    {
        var police = await context.AsAsync(DemoAgencies.PoliceForce, Roles.Police);
        foreach (var child in context.Children)
        {
            var match = Expect.Success(await police.PostAsync("/index/v1/match", new
            {
                givenName = child.GivenName,
                familyName = context.FamilyName,
                birthDate = child.BirthDate,
                postcode = "LS2 8AA",
            }), "match");
            report.Holds($"the index matches {child.GivenName} by name, birth date and postcode", match.Json["childId"]?.GetValue<string>() == child.Id.ToString());
        }

        var incident = Expect.Success(await police.PostAsync("/safeguarding/v1/police-incidents", new
        {
            policeReference = context.Say("MADE-UP-0001"),
            incidentAt = "2015-11-06T22:30:00Z",
            place = context.Say("at home"),
            circumstances = context.Say(Circumstances),
            safeContact = context.Say("Ring the mother at work only."),
            children = context.Children.Select(child => new { childId = child.Id, present = child == context.Younger, voice = context.Say("It was loud.") }),
            adultsNotToBeTold = new[] { new { adultId = context.Partner, reasonCode = "alleged-perpetrator" } },
        }), "police incident");
        context.IncidentId = incident.Id("incidentId");
        foreach (var contact in incident.Json["contacts"]!.AsArray())
        {
            var child = context.Children.Single(one => one.Id.ToString() == (string?)contact!["childId"]);
            (child.ContactId, child.NoticeId) = (Guid.Parse((string)contact!["contactId"]!), Guid.Parse((string)contact["noticeId"]!));
        }

        report.Did(DemoAgencies.PoliceForce, Roles.Police, "posted the incident with both children, a safe way to reach the mother, and the partner as not to be told");
    }

    private static async Task AcknowledgeNoticeAsync(StoryContext context, Report report, StoryChild child)
    {
        var keyAdult = await context.AsAsync(child.School, Roles.KeyAdult);
        var inbox = await Expect.EventuallyAsync(
            () => keyAdult.GetAsync("/learning/v1/inbox"), answer => Kinds(answer).Contains("domestic-abuse-notice"), "domestic-abuse notice");
        var items = inbox.Json["items"]!.AsArray();
        var item = items.Single(one => (string?)one!["subjectId"] == child.NoticeId.ToString())!;
        report.Sees(child.School, Roles.KeyAdult, $"one notice, due at {(string?)item["dueAt"]}", ((string)item["dueAt"]!).StartsWith("2015-11-09T08:50", StringComparison.Ordinal));
        var notice = Expect.Success(await keyAdult.GetAsync($"/learning/v1/notices/{child.NoticeId}"), "notice");
        var sibling = context.Children.Single(other => other != child);
        report.Sees(child.School, Roles.KeyAdult, "its own pupil and the circumstances",
            notice.Body.Contains(child.GivenName, StringComparison.Ordinal) && notice.Body.Contains(Circumstances, StringComparison.Ordinal));
        report.SeesNot(child.School, Roles.KeyAdult, "the sibling, or an address",
            items.Count == 1 && !notice.Body.Contains(sibling.GivenName, StringComparison.Ordinal) && !notice.Body.Contains("Story Street", StringComparison.Ordinal));
        var teacher = await context.AsAsync(child.School, Roles.SchoolTeacher);
        report.SeesNot(child.School, Roles.SchoolTeacher, "the notice", (await teacher.GetAsync($"/learning/v1/notices/{child.NoticeId}")).Status is 403 or 404);
        Expect.Success(await keyAdult.PostAsync($"/learning/v1/inbox/{(string)item["id"]!}/acknowledgement", new { }), "acknowledgement");
        report.Did(child.School, Roles.KeyAdult, "acknowledged the notice in her own name");
    }

    private static async Task CheckDangerAsync(StoryContext context, Report report)
    {
        var night = await context.AsAsync(DemoAgencies.SocialWork, Roles.OutOfHours);
        foreach (var child in context.Children)
        {
            Expect.Success(
                await StoryContext.EditAsync(night, $"/safeguarding/v1/contacts/{child.ContactId}", "/danger-check", new { immediateDanger = false, note = context.Say("Made up: the partner is in custody.") }),
                "danger check");
        }

        report.Did(DemoAgencies.SocialWork, Roles.OutOfHours, "checked both children for immediate danger");
    }

    internal static IReadOnlyList<string?> Kinds(Answer inbox) => [.. inbox.Json["items"]!.AsArray().Select(item => (string?)item!["kind"])];
}
