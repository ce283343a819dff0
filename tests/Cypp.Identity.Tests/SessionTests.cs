using System.Net.Http.Json;
using Cypp.Access;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.Identity.Features;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.EntityFrameworkCore.Models;

namespace Cypp.Identity.Tests;

/// <summary>ID-5: a session goes on while the person may act, and ends with whatever ends that.</summary>
public sealed class SessionTests
{
    [Theory, Engines]
    public async Task Refresh_WhileTheSessionLives_KeepsWhoAndSinceWhen(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var (access, refresh) = await people.SessionAsync(await people.EnrolledAsync());
        people.Identity.Service.Time.Advance(TimeSpan.FromMinutes(29));
        var (status, body) = await people.RefreshAsync(refresh);
        Assert.Equal(200, status);
        var (before, after) = (new JsonWebToken(access), new JsonWebToken((string?)body["access_token"]));
        Assert.All(new[] { "sub", "sid", "auth_time", "acr", "practitioner_role", "scope" }, name => Assert.Equal(before.GetClaim(name).Value, after.GetClaim(name).Value));
        Assert.True(after.ValidTo > before.ValidTo);
        people.Identity.Service.Time.Advance(SignInLimits.Idle);
        Assert.Equal(400, (await people.RefreshAsync((string)body["refresh_token"]!)).Status);
    }

    [Fact]
    public async Task Refresh_AfterAWorkingDay_AsksForASignIn()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var (_, refresh) = await people.SessionAsync(await people.EnrolledAsync());
        var began = people.Identity.Now;
        while (people.Identity.Now - began < SignInLimits.Session - TimeSpan.FromMinutes(21))
        {
            people.Identity.Service.Time.Advance(TimeSpan.FromMinutes(20));
            var (status, body) = await people.RefreshAsync(refresh);
            Assert.Equal(200, status);
            refresh = (string)body["refresh_token"]!;
        }

        people.Identity.Service.Time.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal(400, (await people.RefreshAsync(refresh)).Status);
    }

    [Theory, Engines]
    public async Task Revoke_Person_EndsTheirSessionsAndNoOthers(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var person = await people.EnrolledAsync();
        var other = await people.SessionAsync(await people.EnrolledAsync("somebody.else"));
        var (access, refresh) = await people.SessionAsync(person);
        var subject = person.Id.ToString();
        Assert.Null(await people.Identity.RevokeAsync(RevocationKind.Practitioner, subject));
        await AssertEndedAsync(people, access, refresh);
        Assert.Equal([subject], (await ListAsync(people)).Practitioners);
        await AssertRefusedAsync(people, person);
        Assert.Equal(200, (await people.RefreshAsync(other.Refresh)).Status);

        // Nor may the agency's own system name the person.
        var named = people.Identity.Assertion().With(assertion => assertion.Claims["practitioner_id"] = subject);
        Assert.Equal(401, (await people.Identity.AskAsync(named)).Status);
        await people.Identity.ReinstateAsync(RevocationKind.Practitioner, subject);
        people.Identity.Service.Time.Advance(TimeSpan.FromSeconds(1));
        await people.SessionAsync(person);
        await AssertEndedAsync(people, access, refresh);
        Assert.Equal("practitioner-unknown", await people.Identity.RevokeAsync(RevocationKind.Practitioner, Guid.CreateVersion7().ToString()));
    }

    /// <summary>A system or agency that was stopped may have had its sessions taken: they do not come back with it.</summary>
    [Theory, Engines]
    public async Task Reinstate_WebClientOrAgency_LeavesSessionsOfBeforeEnded(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var person = await people.EnrolledAsync();
        foreach (var (kind, subject) in new[] { (RevocationKind.Client, PeopleUnderTest.WebClient), (RevocationKind.Agency, IdentityUnderTest.AgencyId.ToString()) })
        {
            var (access, refresh) = await people.SessionAsync(person);
            Assert.Equal((200, 200), ((await people.ExchangeAsync(access)).Status, (await people.RefreshAsync(refresh)).Status));
            (access, refresh) = await people.SessionAsync(person);
            Assert.Null(await people.Identity.RevokeAsync(kind, subject));
            await people.Identity.ReinstateAsync(kind, subject);
            people.Identity.Service.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal((400, 400), ((await people.ExchangeAsync(access)).Status, (await people.RefreshAsync(refresh)).Status));
        }
    }

    [Theory, Engines]
    public async Task End_Session_EndsThatOneOnly(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var person = await people.EnrolledAsync();
        var (ended, kept) = (await people.SessionAsync(person), await people.SessionAsync(person));
        var sid = new JsonWebToken(ended.Access).GetClaim("sid").Value;
        Assert.Null(await people.Identity.DoAsync<EndSessions, ServiceKit.Errors.Error?>(sessions => sessions.HandleAsync(sid, default)));
        await AssertEndedAsync(people, ended.Access, ended.Refresh);
        Assert.Equal((200, 200), ((await people.ExchangeAsync(kept.Access)).Status, (await people.RefreshAsync(kept.Refresh)).Status));
        Assert.Equal("session-unknown", (await people.Identity.DoAsync<EndSessions, ServiceKit.Errors.Error?>(sessions => sessions.HandleAsync("nobody", default)))?.Code);
    }

    /// <summary>AZ-5: a person's rights end with the contract's last day; a token that is given before ends no later.</summary>
    [Theory, Engines]
    public async Task ContractEnds_DuringASession_EndsIt(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var person = await people.EnrolledAsync();
        var (access, refresh) = await people.SessionAsync(person);
        var day = DateOnly.FromDateTime(people.Identity.Now.UtcDateTime);
        Assert.Null((await people.AddAsync(person.UserName, day, person.Id)).Error);
        var end = await people.Identity.Service.InDatabaseAsync<IdentityDb, DateTimeOffset>(async db => (await db.Practitioners.SingleAsync()).RightsEnd);
        people.Identity.Service.Time.Advance(end - people.Identity.Now - TimeSpan.FromMinutes(2));
        var last = await people.SessionAsync(person);
        Assert.InRange(new JsonWebToken(last.Access).ValidTo, end.UtcDateTime.AddSeconds(-2), end.UtcDateTime);
        people.Identity.Service.Time.Advance(end - people.Identity.Now);
        Assert.Equal((400, 400), ((await people.RefreshAsync(last.Refresh)).Status, (await people.ExchangeAsync(last.Access)).Status));
        await AssertRefusedAsync(people, person);
        Assert.Equal("contract-ended", (await people.AddAsync(person.UserName, day, person.Id)).Error);
    }

    [Fact]
    public async Task RoleLost_DuringASession_EndsIt()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var person = await people.EnrolledAsync();
        var (access, refresh) = await people.SessionAsync(person);
        Assert.Null((await people.AddAsync(person.UserName, id: person.Id, roles: Roles.KeyAdult)).Error);
        Assert.Equal((400, 400), ((await people.RefreshAsync(refresh)).Status, (await people.ExchangeAsync(access)).Status));
    }

    [Theory, Engines]
    public async Task Forget_OldSessions_LeavesWhatLives(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var person = await people.EnrolledAsync();
        await people.SessionAsync(person);
        people.Identity.Service.Time.Advance(TimeSpan.FromHours(9) + TimeSpan.FromMinutes(1));
        var (_, refresh) = await people.SessionAsync(person);
        await people.Identity.Service.Services.GetServices<IHostedService>().OfType<ForgetSessions>().Single().RunOnceAsync(default);
        // The request, the code and the refresh token of the second.
        Assert.Equal((1, 3), await people.Identity.Service.InDatabaseAsync<IdentityDb, (int, int)>(async db =>
            (await db.Sessions.CountAsync(), await db.Set<OpenIddictEntityFrameworkCoreToken>().CountAsync())));
        Assert.Equal(200, (await people.RefreshAsync(refresh)).Status);
    }

    /// <summary>No further token at once, no exchange at once, and on the list by which everyone refuses the access token.</summary>
    internal static async Task AssertEndedAsync(PeopleUnderTest people, string access, string refresh)
    {
        Assert.Equal((400, 400), ((await people.RefreshAsync(refresh)).Status, (await people.ExchangeAsync(access)).Status));
        var list = await ListAsync(people);
        var token = new JsonWebToken(access);
        Assert.Contains(token.GetClaim("sid").Value, list.Sessions);
        Assert.True(list.Names(new(new System.Security.Claims.ClaimsIdentity(token.Claims)), keyId: null));
    }

    private static async Task AssertRefusedAsync(PeopleUnderTest people, PeopleUnderTest.Person person)
    {
        var browser = await people.ArriveAsync();
        await browser.SubmitAsync(("user", person.UserName), ("password", PeopleUnderTest.Password));
        Assert.Equal((400, true), (browser.Status, browser.Page.Contains("was not accepted", StringComparison.Ordinal)));
    }

    private static async Task<RevokedList> ListAsync(PeopleUnderTest people) =>
        (await people.Identity.Service.AnonymousClient().GetFromJsonAsync<RevokedList>("/identity/internal/revocations"))!;
}
