using Cypp.Access;
using Cypp.Access.Relationships;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Tests.ChildProtection;

public sealed class PlanTests
{
    [Theory, Engines]
    public async Task Get_Plan_IsWholeForTheCoreGroupAndAFlagForOthers(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        await one.ProtectAsync();
        var path = $"/safeguarding/v1/children/{one.ChildId}/plan";
        foreach (var member in new[] { one.School, one.WorkerPerson, one.ChairPerson })
        {
            Assert.Contains("A safe place to sleep.", (await service.ClientFor(member).GetAsync(path)).Body, StringComparison.Ordinal);
        }

        // A teacher of the core group's school, and a front desk that knows the child.
        foreach (var other in new[] { one.School.Colleague(Roles.SchoolTeacher), one.WorkerPerson.Colleague(Roles.DutyAndAdvice), one.WorkerPerson.Colleague() })
        {
            var flag = await service.ClientFor(other).GetAsync(path);
            Assert.Equal(("child-protection", "2015-11-02"), ((string?)flag.Json["planType"], (string?)flag.Json["startedOn"]));
            Assert.Equal(("0113 496 0001", "0113 496 0002"), ((string?)flag.Json["officePhone"], (string?)flag.Json["outOfHoursPhone"]));
            Assert.Null(flag.Json["plan"]);
            Assert.DoesNotContain("EMO", flag.Body, StringComparison.Ordinal);
        }

        Assert.Equal(404, (await service.ClientFor(TestPractitioner.Of(Roles.SchoolLead, "school")).GetAsync(path)).Status);
        Assert.Equal(404, (await service.ClientFor(one.School).GetAsync($"/safeguarding/v1/children/{Guid.CreateVersion7()}/plan")).Status);
    }

    [Theory, Engines]
    public async Task Get_Plan_OfAnAuthorityThatNoLongerSharesWithSchools_IsAbsentToTheCoreGroupsSchool(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        await one.ProtectAsync();
        var path = $"/safeguarding/v1/children/{one.ChildId}/plan";
        Assert.Equal(200, (await service.ClientFor(one.School).GetAsync(path)).Status);
        await service.Agreements.AgreeAsync(one.WorkerPerson.AgencyId, CityAgreement.Rules[0] with { Destinations = ["HEALTH"] });
        Assert.Equal(404, (await service.ClientFor(one.School).GetAsync(path)).Status);
        Assert.Equal(200, (await service.ClientFor(one.WorkerPerson).GetAsync(path)).Status);
    }

    [Theory, Engines]
    public async Task Post_ChildInNeedPlanBesideAProtectionPlan_IsRefused(Engine engine)
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine));
        await one.ProtectAsync();
        var refused = await one.WorkAsync("/child-in-need-plan", InNeed(one));
        Assert.Equal((409, "protection-plan-open"), (refused.Status, refused.Code));
    }

    [Theory, Engines]
    public async Task Save_TwoOpenPlansOfAChild_IsStoppedByTheDatabase(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        await one.ProtectAsync();
        await Assert.ThrowsAsync<DbUpdateException>(() => service.InDatabaseAsync<SafeguardingDb, int>(db =>
        {
            db.Add(Plan.StartInNeed(one.ReferralId, one.ChildId, new DateOnly(2015, 11, 2), "D.", "F.", new("W.", null), service.Time.GetUtcNow()));
            return db.SaveChangesAsync();
        }));
    }

    [Theory, Engines]
    public async Task Record_ProtectionPlanOverAChildInNeedPlan_ReplacesIt(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        Assert.Equal(201, (await one.WorkAsync("/child-in-need-plan", InNeed(one))).Status);
        Assert.Equal("child-in-need-plan-open", (await one.WorkAsync("/child-in-need-plan", InNeed(one))).Code);
        await one.ProtectAsync();
        Assert.Single(await service.PublishedAsync<SafeguardingDb, ChildInNeedPlanEnded>(), message => message.ChildId == one.ChildId);
        Assert.Single(await service.PublishedAsync<SafeguardingDb, ProtectionPlanStarted>(), message => message.ChildId == one.ChildId);
    }

    [Theory, Engines]
    public async Task Post_EndOfChildInNeedPlan_KeepsTheReferralOpen(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        Assert.Equal("no-child-in-need-plan", (await one.WorkAsync("/child-in-need-plan/end", Ending(one))).Code);
        await one.WorkAsync("/child-in-need-plan", InNeed(one));
        Assert.Equal("voice-missing", (await one.WorkAsync("/child-in-need-plan/end", new { endedOn = one.Today, reason = "R.", familysPart = "F." })).Code);
        Assert.Equal(200, (await one.WorkAsync("/child-in-need-plan/end", Ending(one))).Status);
        Assert.Single(await service.PublishedAsync<SafeguardingDb, ChildInNeedPlanEnded>(), message => message.ChildId == one.ChildId);
        Assert.Equal(201, (await one.AssessAsync()).Status);
    }

    [Theory, Engines]
    public async Task Record_ReviewAfterThreeMonths_EndsThePlanAndItsMembersAccess(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        await one.ProtectAsync();
        service.Time.Advance(TimeSpan.FromDays(91));
        var review = await one.Worker.PostAsync("/safeguarding/v1/conferences", new
        {
            kind = "review",
            referralIds = new[] { one.ReferralId },
            scheduledFor = one.Today,
            chairId = one.ChairPerson.PractitionerId,
        });
        Assert.Equal((201, "2016-02-02", false), (review.Status, (string?)review.Json["dueOn"], (bool)review.Json["late"]!));
        Assert.Equal("protection-plan-open", (await one.WorkAsync("/step-downs", new { agreedWithFamily = true, childWords = "W.", reason = "R." })).Code);
        Assert.Equal(200, (await one.RecordAsync(review, one.Outcome("child-in-need-plan"))).Status);

        Assert.Single(await service.PublishedAsync<SafeguardingDb, ProtectionPlanEnded>(), message => message.EndedOn == new DateOnly(2016, 2, 1));
        Assert.Single(await service.PublishedAsync<SafeguardingDb, ChildInNeedPlanStarted>(), message => message.StartedOn == new DateOnly(2016, 2, 1));
        Assert.Equal(404, (await service.ClientFor(one.School).GetAsync($"/safeguarding/v1/children/{one.ChildId}/plan")).Status);
        var ended = await service.InDatabaseAsync<SafeguardingDb, List<Relationship>>(db => db.Set<Relationship>()
            .Where(row => row.Kind == RelationshipKinds.CoreGroup || row.Kind == RelationshipKinds.StrategyDiscussion).ToListAsync());
        Assert.All(ended, row => Assert.NotNull(row.To));
    }

    [Theory, Engines]
    public async Task Post_FirstCoreGroupAfterTenWorkingDays_IsLate(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var one = await CaseUnderTest.OpenAsync(service);
        await one.ProtectAsync();
        service.Time.Advance(TimeSpan.FromDays(15));
        var plan = await one.Worker.GetAsync($"/safeguarding/v1/children/{one.ChildId}/plan");
        var path = $"/safeguarding/v1/plans/{(string?)plan.Json["plan"]!["planId"]}/core-group-meetings";
        var body = new { heldOn = one.Today, notes = "N.", childWords = "W.", familysPart = "F." };
        var first = await one.Worker.PostAsync(path, body);
        Assert.Equal((201, true), (first.Status, (bool)first.Json["late"]!));
        Assert.False((bool)(await one.Worker.PostAsync(path, body)).Json["late"]!);
        Assert.Equal(404, (await service.ClientFor(one.WorkerPerson.Colleague()).PostAsync(path, body)).Status);
    }

    private static object InNeed(CaseUnderTest one) => new { startedOn = one.Today, plan = "Support.", childWords = "W.", familysPart = "F." };

    private static object Ending(CaseUnderTest one) => new { endedOn = one.Today, reason = "Done.", childWords = "W.", familysPart = "F." };
}
