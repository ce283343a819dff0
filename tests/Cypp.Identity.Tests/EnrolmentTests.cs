using Cypp.Access;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Features;
using Cypp.Identity.SignIn;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Tests;

/// <summary>ID-8: how a person's account comes into their hands, and theirs alone.</summary>
public sealed class EnrolmentTests
{
    [Theory, Engines]
    public async Task Add_WhatCannotBe_IsRefusedByName(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var (_, person) = await people.AddAsync("a.lead");
        Assert.Equal("user-name-taken", (await people.AddAsync("A.Lead")).Error);
        Assert.Equal("user-name-unusable", (await people.AddAsync("ab")).Error);
        Assert.Equal("user-name-unusable", (await people.AddAsync("a lead")).Error);
        Assert.Equal("role-not-of-agency", (await people.AddAsync("b.lead", roles: Roles.SocialWorker)).Error);
        Assert.Equal("role-not-of-agency", (await people.AddAsync("b.lead", roles: Roles.SchoolTeacher)).Error);
        Assert.Equal("contract-ended", (await people.AddAsync("b.lead", DateOnly.FromDateTime(people.Identity.Now.UtcDateTime).AddDays(-1))).Error);
        Assert.Equal("agency-unknown", (await people.AddAsync("b.lead", agencyId: Guid.CreateVersion7())).Error);
        Assert.Null((await people.AddAsync("a.lead", id: person.Id, roles: Roles.KeyAdult)).Error);
        Assert.Equal(1, await people.Identity.Service.InDatabaseAsync<IdentityDb, int>(db => db.Accounts.CountAsync()));
    }

    [Theory, Engines]
    public async Task Enrol_WithItsCode_WorksOnce(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var (_, person) = await people.AddAsync("a.lead");
        foreach (var (code, password) in new[] { (EnrolmentCode.New(), PeopleUnderTest.Password), (person.Code, "short"), (person.Code, "my.a.lead.password") })
        {
            var wrong = people.Browse();
            await wrong.OpenAsync("/identity/enrol");
            await wrong.SubmitAsync(("user", person.UserName), ("enrolment", code), ("password", password));
            Assert.Equal((400, false), (wrong.Status, wrong.Page.Contains("id=\"secret\"", StringComparison.Ordinal)));
        }

        var stored = await people.Identity.Service.InDatabaseAsync<IdentityDb, Account>(db => db.Accounts.AsNoTracking().SingleAsync());
        Assert.Equal((null, null), (stored.PasswordHash, stored.TotpSecret));
        var enrolled = await people.EnrolAsync(person with { Code = person.Code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant() });
        stored = await people.Identity.Service.InDatabaseAsync<IdentityDb, Account>(db => db.Accounts.AsNoTracking().SingleAsync());
        Assert.DoesNotContain(enrolled.Secret, stored.TotpSecret);
        Assert.Null(stored.EnrolmentHash);
        var again = people.Browse();
        await again.OpenAsync("/identity/enrol");
        await again.SubmitAsync(("user", person.UserName), ("enrolment", person.Code), ("password", PeopleUnderTest.Password));
        Assert.Equal(400, again.Status);
    }

    /// <summary>Two who hold the same code and both get as far as the authenticator: one has the account.</summary>
    [Fact]
    public async Task Enrol_TwoAtOnce_GivesTheAccountToOne()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var (_, person) = await people.AddAsync("a.lead");
        List<string> pages = [];
        Browser[] both = [people.Browse(), people.Browse()];
        foreach (var browser in both)
        {
            await browser.OpenAsync("/identity/enrol");
            await browser.SubmitAsync(("user", person.UserName), ("enrolment", person.Code), ("password", PeopleUnderTest.Password));
            await browser.SubmitAsync(("code", "000000"));
            Assert.Equal((400, true), (browser.Status, browser.Page.Contains("was not accepted", StringComparison.Ordinal)));
        }

        foreach (var browser in both)
        {
            var secret = System.Text.RegularExpressions.Regex.Match(browser.Page, "<code id=\"secret\">([A-Z2-7 ]+)</code>").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
            await browser.SubmitAsync(("code", people.CodeOf(secret)));
            pages.Add(browser.Page);
        }

        Assert.Contains("Your account is ready", pages[0]);
        Assert.Contains("This enrolment has ended", pages[1]);
    }

    [Fact]
    public async Task Enrol_AfterThreeDays_IsOver()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var (_, person) = await people.AddAsync("a.lead");
        people.Identity.Service.Time.Advance(SignInLimits.Enrolment);
        var browser = people.Browse();
        await browser.OpenAsync("/identity/enrol");
        await browser.SubmitAsync(("user", person.UserName), ("enrolment", person.Code), ("password", PeopleUnderTest.Password));
        Assert.Equal(400, browser.Status);
    }

    [Theory, Engines]
    public async Task Renew_LostTelephone_EndsWhatTheAccountHad(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var person = await people.EnrolledAsync();
        var (access, refresh) = await people.SessionAsync(person);
        var code = EnrolmentCode.New();
        Assert.Null(await people.Identity.DoAsync<RenewEnrolment, ServiceKit.Errors.Error?>(renew => renew.HandleAsync("A.LEAD", code, default)));
        await SessionTests.AssertEndedAsync(people, access, refresh);
        var browser = await people.ArriveAsync();
        await browser.SubmitAsync(("user", person.UserName), ("password", PeopleUnderTest.Password));
        Assert.Equal(400, browser.Status);
        await people.SessionAsync(await people.EnrolAsync(person with { Code = code }));
        Assert.Equal("practitioner-unknown", (await people.Identity.DoAsync<RenewEnrolment, ServiceKit.Errors.Error?>(renew => renew.HandleAsync("nobody", code, default)))?.Code);
    }
}
