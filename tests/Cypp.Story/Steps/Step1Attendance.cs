using System.Globalization;
using System.Text;
using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.City;

namespace Cypp.Story.Steps;

/// <summary>A school uploads attendance; Learning finds the elder child persistently absent; a person has the right conversation.</summary>
internal sealed class Step1Attendance : IStep
{
    public string Title => "A school uploads attendance, and somebody talks with the child";

    public async Task PlayAsync(StoryContext context, Report report)
    {
        await RegisterFamilyAsync(context);
        report.Did(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, "registered the family in the index");
        foreach (var child in context.Children)
        {
            await EnrolAsync(context, child);
        }

        await Attendance.UploadAsync(context.Agencies, DemoAgencies.SecondarySchool, AttendanceOf(context.Elder));
        report.Did(DemoAgencies.SecondarySchool, Roles.SchoolOfficer, "uploaded attendance");
        var school = await context.AsAsync(DemoAgencies.SecondarySchool, Roles.SchoolLead);
        var prompts = await Expect.EventuallyAsync(
            () => school.GetAsync("/early-help/v1/prompts"),
            answer => answer.Json["items"]!.AsArray().Any(prompt => (string?)prompt!["childId"] == context.Elder.Id.ToString()), "prompt");
        context.PromptId = Guid.Parse((string)prompts.Json["items"]!.AsArray()
            .First(prompt => (string?)prompt!["childId"] == context.Elder.Id.ToString())!["promptId"]!);
        report.Sees(DemoAgencies.SecondarySchool, Roles.SchoolLead, "a prompt about its pupil", true);
        var other = await context.AsAsync(DemoAgencies.PrimarySchool, Roles.SchoolLead);
        report.SeesNot(DemoAgencies.PrimarySchool, Roles.SchoolLead, "the prompt about another school's pupil",
            (await other.GetAsync($"/early-help/v1/prompts/{context.PromptId}")).Status == 404);
        await TalkAsync(context, report);
    }

    private static async Task TalkAsync(StoryContext context, Report report)
    {
        var lead = await context.AsAsync(DemoAgencies.EarlyHelp, Roles.LeadPractitioner);
        var conversation = Expect.Success(await StoryContext.EditAsync(lead, $"/early-help/v1/prompts/{context.PromptId}", "/conversation", new
        {
            held = true,
            spokenWithChild = true,
            spokenWithAdultIds = new[] { context.Mother },
            childWords = context.Say("Mornings are loud at home."),
            agreed = true,
            notes = context.Say("Mother would like help with mornings."),
        }), "conversation");
        context.ConversationId = conversation.Json["conversationId"] is { } id ? Guid.Parse((string)id!) : null;
        report.Did(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, "recorded the right conversation with the child and her mother");
    }

    private static async Task RegisterFamilyAsync(StoryContext context)
    {
        var lead = await context.AsAsync(DemoAgencies.EarlyHelp, Roles.LeadPractitioner);
        foreach (var child in context.Children)
        {
            child.Id = Expect.Success(await lead.PostAsync("/index/v1/children", new
            {
                givenName = child.GivenName,
                familyName = context.FamilyName,
                birthDate = child.BirthDate,
                sex = child.Sex,
                nhsNumber = child.NhsNumber,
                upn = child.Upn,
                address = new { lines = new[] { context.Say("1 Story Street") }, postcode = "LS2 8AA" },
                residenceCluster = DemoAgencies.StoryCluster,
            }), "child").Id("childId");
        }

        context.Mother = await AdultAsync(context.Say("Motherly"), "1982-01-05");
        context.Father = await AdultAsync(context.Say("Fatherly"), "1981-02-06");
        context.Partner = await AdultAsync(context.Say("Partnerly"), "1980-03-07");

        async Task<Guid> AdultAsync(string givenName, string birthDate) => Expect.Success(
            await lead.PostAsync("/index/v1/adults", new { givenName, familyName = context.FamilyName, birthDate }), "adult").Id("adultId");
    }

    private static async Task EnrolAsync(StoryContext context, StoryChild child)
    {
        var officer = await context.AsAsync(child.School, Roles.SchoolOfficer);
        Expect.Success(await officer.PostAsync("/learning/v1/enrolments", new
        {
            childId = child.Id,
            upn = child.Upn,
            givenName = child.GivenName,
            familyName = context.FamilyName,
            birthDate = child.BirthDate,
            enrolledOn = "2015-09-07",
        }), "enrolment");
    }

    // Seven weeks in which she missed every Monday and Tuesday.
    private static string AttendanceOf(StoryChild child)
    {
        var csv = new StringBuilder("upn,date,session,code\n");
        for (var date = new DateOnly(2015, 9, 7); date <= new DateOnly(2015, 10, 23); date = date.AddDays(1))
        {
            if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            var absent = date.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday;
            csv.Append(CultureInfo.InvariantCulture, $"{child.Upn},{date:yyyy-MM-dd},AM,{(absent ? "O" : "/")}\n");
            csv.Append(CultureInfo.InvariantCulture, $"{child.Upn},{date:yyyy-MM-dd},PM,{(absent ? "O" : "\\")}\n");
        }

        return csv.ToString();
    }
}
