using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Learning;
using Cypp.EarlyHelp.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Tests;

public sealed class CaseTests
{
    private static readonly object Assessment = new
    {
        analysis = "Made up.",
        needs = Array.Empty<object>(),
        adultFactors = Array.Empty<object>(),
        familysPart = "Took part.",
        completedOn = "2015-11-02",
    };

    [Theory, Engines]
    public async Task Post_NewFamily_OpensOneCaseTellsItPerChildAndAudits(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var told = await family.Service.PublishedAsync<EarlyHelpDb, EarlyHelpCaseOpened>();
        Assert.Equal(new[] { family.Elder, family.Younger }.Order(), told.Where(one => one.FamilyId == family.FamilyId).Select(one => one.ChildId).Order());
        // AU-2: the audit rows committed with the case.
        Assert.Equal(2, await family.Service.InDatabaseAsync<EarlyHelpDb, int>(db => db.Set<AuditRow>().CountAsync(row =>
            row.Action == "EarlyHelp_OpenCase" && (row.ChildId == family.Elder || row.ChildId == family.Younger))));
        Assert.Equal("family-has-open-case", (await family.OpenAsync()).Code);
    }

    [Theory, Engines]
    public async Task Get_ByAgencyOutsideTheTeam_IsAsIfAbsent(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        foreach (var role in new[] { Roles.LeadPractitioner, Roles.SchoolLead, Roles.SocialWorker })
        {
            var stranger = family.Service.ClientFor(TestPractitioner.Of(role));
            Assert.Equal(404, (await stranger.GetAsync(family.Path)).Status);
            Assert.Equal((await stranger.GetAsync($"/early-help/v1/cases/{Guid.CreateVersion7()}")).Code, (await stranger.GetAsync(family.Path)).Code);
        }
    }

    [Theory, Engines]
    public async Task Get_BySchoolOfTheTeam_ShowsItsOwnPupilsWordsAndNoFactor(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var school = TestPractitioner.Of(Roles.SchoolLead, "school");
        await family.Service.DeliverAsync(new PupilEnrolled(Guid.CreateVersion7(), family.Elder, school.AgencyId, "x", "secondary", new DateOnly(2015, 9, 7)), family.Elder);
        await family.EditAsync("/words", new { childId = family.Elder, words = "Elder words", heardOn = "2015-11-02" });
        await family.EditAsync("/words", new { childId = family.Younger, words = "Younger words", heardOn = "2015-11-02" });
        await family.EditAsync("/team-members", new { agencyId = school.AgencyId, capacity = "school" });
        await PlanAsync(family);
        var seen = await family.Service.ClientFor(school).GetAsync(family.Path);
        Assert.Contains("Elder words", seen.Body, StringComparison.Ordinal);
        Assert.Contains("Quiet mornings", seen.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Younger words", seen.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("3B", seen.Body, StringComparison.Ordinal);
        var edit = await family.Service.ClientFor(school with { Role = Roles.LeadPractitioner }).PostAsync(family.Path + "/words", new { childId = family.Elder, words = "x", heardOn = "2015-11-02" }, seen.ETag);
        Assert.Equal(404, edit.Status);
    }

    [Theory, Engines]
    public async Task Plan_FactorWithoutActionOrReason_IsRefused(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var goals = new[] { new { familysWords = "w", action = "a", byWhom = "b", dueOn = "2016-01-01" } };
        Assert.Equal("assessment-missing", (await family.EditAsync("/plan", new { goals, factorsWithoutAction = Array.Empty<object>() })).Code);
        await family.EditAsync("/assessment", new
        {
            analysis = "a",
            needs = Array.Empty<object>(),
            adultFactors = new[] { new { adultId = family.Partner, factor = "3B" } },
            familysPart = "f",
            completedOn = "2015-11-02",
        });
        Assert.Equal("adult-factor-unanswered", (await family.EditAsync("/plan", new { goals, factorsWithoutAction = Array.Empty<object>() })).Code);
        var reasoned = await family.EditAsync("/plan", new { goals, factorsWithoutAction = new[] { new { adultId = family.Partner, factor = "3B", reason = "left the household" } } });
        Assert.Equal(200, reasoned.Status);
    }

    [Theory, Engines]
    public async Task Edit_OnAnOldVersion_IsStaleAndWithoutOneMissing(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var body = new { childId = family.Elder, words = "w", heardOn = "2015-11-02" };
        Assert.Equal((428, "if-match-missing"), Of(await family.Lead.PostAsync(family.Path + "/words", body)));
        Assert.Equal(200, (await family.Lead.PostAsync(family.Path + "/words", body, "\"1\"")).Status);
        Assert.Equal((412, "stale"), Of(await family.Lead.PostAsync(family.Path + "/words", body, "\"1\"")));
    }

    [Theory, Engines]
    public async Task Close_WithoutEachChildsView_IsRefused(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var one = new[] { new { childId = family.Elder, words = "Better.", whatWasDone = "Told her." } };
        Assert.Equal("childs-view-missing", (await family.EditAsync("/closure", new { reasonCode = "family-withdrew", childViews = one })).Code);
        var unknown = new[] { family.Elder, family.Younger, family.Mother }.Select(child => new { childId = child, words = "Better.", whatWasDone = "Told." });
        Assert.Equal("child-not-in-case", (await family.EditAsync("/closure", new { reasonCode = "family-withdrew", childViews = unknown })).Code);
        Assert.Equal(200, (await CloseAsync(family, "family-withdrew")).Status);
        Assert.Equal("case-closed", (await CloseAsync(family, "family-withdrew")).Code);
        Assert.Equal(2, (await family.Service.PublishedAsync<EarlyHelpDb, EarlyHelpCaseClosed>()).Count(told => told.ChildId == family.Elder || told.ChildId == family.Younger));
        Assert.Contains("Better.", (await family.Lead.GetAsync(family.Path)).Body, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Close_AsGoalsMet_NeedsAPlanAndEachGoalMet(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        Assert.Equal("goals-not-met", (await CloseAsync(family, "goals-met")).Code);
        await PlanAsync(family);
        var goals = (await family.Lead.GetAsync(family.Path)).Json["plan"]!["goals"]!.AsArray().Select(goal => (string)goal!["goalId"]!).ToList();
        await MeetAsync(family, goals[0]);
        Assert.Equal("goals-not-met", (await CloseAsync(family, "goals-met")).Code);
        await MeetAsync(family, goals[1]);
        Assert.Equal(200, (await CloseAsync(family, "goals-met")).Status);
    }

    [Theory, Engines]
    public async Task Plan_Changed_KeepsTheGoalsThatAreMet(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        await PlanAsync(family);
        var goals = (await family.Lead.GetAsync(family.Path)).Json["plan"]!["goals"]!.AsArray();
        await MeetAsync(family, (string)goals[0]!["goalId"]!);
        var changed = await family.EditAsync("/plan", new
        {
            goals = new[] { new { familysWords = "A new one", action = "a", byWhom = "b", dueOn = "2016-01-01" } },
            factorsWithoutAction = new[] { new { adultId = family.Partner, factor = "3B", reason = "left the household" } },
        });
        Assert.Equal(["A new one", "Quiet mornings"], changed.Json["plan"]!["goals"]!.AsArray().Select(goal => (string)goal!["familysWords"]!).Order());
    }

    [Theory, Engines]
    public async Task Open_TwiceAtOnce_GivesOneCaseAndOneConflict(Engine engine)
    {
        var family = new Family(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        var answers = await Task.WhenAll(family.OpenAsync(), family.OpenAsync());
        Assert.Equal([201, 409], answers.Select(answer => answer.Status).Order());
        Assert.Equal("family-has-open-case", answers.Single(answer => answer.Status == 409).Code);
    }

    [Theory, Engines]
    public async Task Invite_AdultNotToBeTold_IsRefused(Engine engine)
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(engine));
        await family.TellAdultsAsync(family.Elder, partnerNotToBeTold: false);
        await family.TellAdultsAsync(family.Younger, partnerNotToBeTold: true);
        Assert.Equal(201, (await family.Lead.PostAsync(family.Path + "/invitations", new { adultId = family.Mother, occasion = "review", on = "2015-11-20" })).Status);
        Assert.Equal("adult-not-to-be-told", (await family.Lead.PostAsync(family.Path + "/invitations", new { adultId = family.Partner, occasion = "review", on = "2015-11-20" })).Code);
    }

    private static async Task PlanAsync(Family family)
    {
        await family.EditAsync("/assessment", new
        {
            analysis = "a",
            needs = Array.Empty<object>(),
            adultFactors = new[] { new { adultId = family.Partner, factor = "3B" } },
            familysPart = "f",
            completedOn = "2015-11-02",
        });
        await family.EditAsync("/plan", new
        {
            goals = new object[]
            {
                new { familysWords = "Quiet mornings", action = "a", byWhom = "b", dueOn = "2016-01-01" },
                new { familysWords = "His temper", action = "a", byWhom = "b", dueOn = "2016-01-01", adultFactor = new { adultId = family.Partner, factor = "3B" } },
            },
            factorsWithoutAction = Array.Empty<object>(),
        });
    }

    private static Task<Answer> CloseAsync(Family family, string reasonCode) => family.EditAsync("/closure", new
    {
        reasonCode,
        childViews = new[] { family.Elder, family.Younger }.Select(child => new { childId = child, words = "Better.", whatWasDone = "Told." }),
    });

    private static async Task MeetAsync(Family family, string goalId) =>
        Assert.Equal(200, (await family.EditAsync($"/goals/{goalId}/met", new { metOn = "2015-11-02", evidence = "e" })).Status);

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);
}
