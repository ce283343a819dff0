using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.SignIn;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Tests;

/// <summary>ID-8: who guesses learns nothing and is soon stopped.</summary>
public sealed class LockOutTests
{
    /// <summary>Known or not, of this agency or another, enrolled or not: one answer.</summary>
    [Theory, Engines]
    public async Task Password_WhateverIsWrong_IsAnsweredAlike(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        await people.EnrolledAsync("known");
        Assert.Null((await people.AddAsync("not.enrolled")).Error);
        var elsewhere = Guid.CreateVersion7();
        Assert.Null(await people.Identity.RegisterAsync(people.Identity.Request("south-school-system", TestKey.Ec("south").Public) with { Id = elsewhere, Name = "South School" }));
        await people.EnrolledAsync("of.another.agency", agencyId: elsewhere);
        List<string> answers = [];
        (string, string)[] tries =
        [
            ("known", "wrong"), ("nobody", "wrong"), ("not.enrolled", ""), ("of.another.agency", PeopleUnderTest.Password), ("", ""), (new string('x', 5000), "wrong"),
        ];
        foreach (var (user, password) in tries)
        {
            var browser = await people.ArriveAsync();
            var form = browser.Page;
            await browser.SubmitAsync(("user", user), ("password", password));
            answers.Add($"{browser.Status} {System.Text.RegularExpressions.Regex.Replace(browser.Page, "name=\"form\" value=\"[^\"]+\"", "")}");
        }

        Assert.StartsWith("400 ", answers[0]);
        Assert.Single(answers.Distinct());
        var details = await people.Identity.Service.InDatabaseAsync<IdentityDb, List<string?>>(db => db.Set<AuditRow>().Select(row => row.Detail).ToListAsync());
        Assert.Equal(["no-rights", "password-wrong", "password-wrong", "unknown-person", "unknown-person", "unknown-person"], details.Order());
    }

    /// <summary>The work is the same: a hash is verified whoever is named.</summary>
    [Fact]
    public async Task Password_OfNobody_IsHashedAllTheSame()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var decoy = people.Identity.Service.Services.GetService(typeof(DecoyHash)) as DecoyHash;
        var real = await people.EnrolledAsync();
        var kept = await people.Identity.Service.InDatabaseAsync<IdentityDb, string?>(db => db.Accounts.Where(row => row.Id == real.Id).Select(row => row.PasswordHash).SingleAsync());
        // Format, pseudo-random function, iterations and salt length are the head of the hash.
        Assert.Equal(Convert.FromBase64String(kept!)[..13], Convert.FromBase64String(decoy!.Value)[..13]);
        Assert.Equal(Convert.FromBase64String(kept!).Length, Convert.FromBase64String(decoy.Value).Length);
    }

    [Theory, Engines]
    public async Task Account_AfterTenAttempts_IsLockedForAQuarterOfAnHour(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var person = await people.EnrolledAsync();
        // At once, as a guesser would: what is counted afterwards would let them all in.
        var check = await Task.WhenAll(Enumerable.Range(0, SignInLimits.AttemptsOfAccount).Select(async _ =>
        {
            var guesser = await people.ArriveAsync();
            await guesser.SubmitAsync(("user", person.UserName), ("password", "wrong"));
            return guesser.Status;
        }));
        Assert.All(check, status => Assert.Equal(400, status));
        var browser = await people.ArriveAsync();
        await browser.SubmitAsync(("user", person.UserName), ("password", PeopleUnderTest.Password));
        Assert.Equal((400, true), (browser.Status, browser.Page.Contains("was not accepted", StringComparison.Ordinal)));
        people.Identity.Service.Time.Advance(SignInLimits.LockOut);
        await people.SessionAsync(person);
    }

    /// <summary>A password that leaked does not open the code to guessing: its success forgives nothing.</summary>
    [Fact]
    public async Task Codes_GuessedWithTheRightPassword_LockTheAccount()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var person = await people.EnrolledAsync();
        for (var tries = 0; tries < SignInLimits.AttemptsOfAccount / 2; tries++)
        {
            var guesser = await people.ArriveAsync();
            await guesser.SubmitAsync(("user", person.UserName), ("password", PeopleUnderTest.Password));
            await guesser.SubmitAsync(("code", "000000"));
            Assert.Equal(400, guesser.Status);
        }

        var browser = await people.ArriveAsync();
        await browser.SubmitAsync(("user", person.UserName), ("password", PeopleUnderTest.Password));
        Assert.Equal((400, true), (browser.Status, browser.Page.Contains("was not accepted", StringComparison.Ordinal)));
    }

    [Theory, Engines]
    public async Task Address_AfterAHundredFailures_IsLockedWhoeverItNames(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var person = await people.EnrolledAsync();
        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(people.Identity.Service.Services);
        var attempts = (Attempts)scope.ServiceProvider.GetService(typeof(Attempts))!;
        for (var failure = 0; failure < SignInLimits.FailuresOfAddress; failure++)
        {
            await attempts.FailedFromAsync(System.Net.IPAddress.None, default);
        }

        var browser = await people.ArriveAsync();
        await browser.SubmitAsync(("user", person.UserName), ("password", PeopleUnderTest.Password));
        Assert.Equal(400, browser.Status);
        people.Identity.Service.Time.Advance(SignInLimits.LockOut);
        await people.SessionAsync(person);
    }
}
