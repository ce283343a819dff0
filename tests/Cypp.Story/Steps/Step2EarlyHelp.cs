using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Testing;

namespace Cypp.Story.Steps;

/// <summary>A lead practitioner, agreement, the children's words, household and parental responsibility, assessment and plan.</summary>
internal sealed class Step2EarlyHelp : IStep
{
    public string Title => "Early help begins with the family";

    public async Task PlayAsync(StoryContext context, Report report)
    {
        context.Platform.Clock.MoveTo(new DateTimeOffset(2015, 11, 4, 10, 0, 0, TimeSpan.Zero));
        var lead = await context.AsAsync(DemoAgencies.EarlyHelp, Roles.LeadPractitioner);
        context.FamilyId = Expect.Success(await lead.PostAsync("/index/v1/families", Family(context)), "family").Id("familyId");
        context.CaseId = Expect.Success(await lead.PostAsync("/early-help/v1/cases", new
        {
            familyId = context.FamilyId,
            childIds = context.Children.Select(child => child.Id),
            conversationId = context.ConversationId,
            agreement = new { agreedByAdultIds = new[] { context.Mother }, text = context.Say("We agree to take part."), scope = context.Say("early help and both schools"), agreedOn = "2015-11-03" },
        }), "case").Id("caseId");
        report.Did(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, "opened one case for the family, with the agreement to take part");
        var path = $"/early-help/v1/cases/{context.CaseId}";
        foreach (var child in context.Children)
        {
            Expect.Success(await StoryContext.EditAsync(lead, path, "/words", new { childId = child.Id, words = context.Say("I want breakfast together."), heardOn = "2015-11-03" }), "words");
            Expect.Success(await StoryContext.EditAsync(lead, path, "/team-members", new { agencyId = child.School.Id, capacity = "school" }), "team member");
        }

        await AssessAndPlanAsync(context, lead, path);
        report.Did(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, "assessed the family and made a plan in its words");
        var shown = Expect.Success(await lead.GetAsync(path), "case");
        report.Sees(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, "the adults' factors", shown.Body.Contains("3B", StringComparison.Ordinal));
        var school = await context.AsAsync(DemoAgencies.SecondarySchool, Roles.SchoolLead);
        var seen = Expect.Success(await school.GetAsync(path), "case for the school");
        report.Sees(DemoAgencies.SecondarySchool, Roles.SchoolLead, "the family's goals", seen.Body.Contains("Breakfast together", StringComparison.Ordinal));
        report.SeesNot(DemoAgencies.SecondarySchool, Roles.SchoolLead, "the adults' factors", !seen.Body.Contains("3B", StringComparison.Ordinal));
        var police = await context.AsAsync(DemoAgencies.PoliceForce, Roles.Police);
        report.SeesNot(DemoAgencies.PoliceForce, Roles.Police, "the early help case", (await police.GetAsync(path)).Status is 403 or 404);
    }

    private static async Task AssessAndPlanAsync(StoryContext context, AgencyClient lead, string path)
    {
        Expect.Success(await StoryContext.EditAsync(lead, path, "/assessment", new
        {
            analysis = context.Say("Arguments at home keep the children from sleep and school."),
            needs = context.Children.Select(child => new { childId = child.Id, need = context.Say("calm mornings") }),
            adultFactors = new[] { new { adultId = context.Partner, factor = "3B" } },
            familysPart = context.Say("The mother said what would help."),
            completedOn = "2015-11-04",
        }), "assessment");
        Expect.Success(await StoryContext.EditAsync(lead, path, "/plan", new
        {
            goals = new object[]
            {
                new { familysWords = context.Say("Breakfast together, no shouting"), action = context.Say("morning support worker twice a week"), byWhom = context.Say("lead practitioner"), dueOn = "2016-03-01" },
                new { familysWords = context.Say("He gets help with his temper"), action = context.Say("programme for those who use violence"), byWhom = context.Say("lead practitioner"), dueOn = "2016-02-01", adultFactor = new { adultId = context.Partner, factor = "3B" } },
            },
            factorsWithoutAction = Array.Empty<object>(),
        }), "plan");
    }

    private static object Family(StoryContext context) => new
    {
        childIds = context.Children.Select(child => child.Id),
        adults = new[]
        {
            Adult(context.Mother, true, (context.Elder, "mother", true), (context.Younger, "mother", true)),
            Adult(context.Father, false, (context.Elder, "father", true)),
            Adult(context.Partner, true, (context.Elder, "parents-partner", false), (context.Younger, "father", true)),
        },
    };

    private static object Adult(Guid adultId, bool sameHousehold, params (StoryChild Child, string Relationship, bool Responsibility)[] children) => new
    {
        adultId,
        sameHousehold,
        children = children.Select(one => new { childId = one.Child.Id, relationship = one.Relationship, hasParentalResponsibility = one.Responsibility }),
    };
}
