using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Cypp.Identity.Tests;

/// <summary>ID-3, ID-7, ID-8: a person gets a token by pushed request, code and PKCE, with two factors.</summary>
public sealed class SignInTests
{
    [Theory, Engines]
    public async Task SignIn_WithPasswordAndCode_GivesATokenThatNamesThePerson(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var person = await people.EnrolledAsync();
        var began = people.Identity.Now;
        var answer = await people.SignInAsync(person);
        Assert.Equal((IdentityUnderTest.Issuer, "of-the-client"), (answer["iss"], answer["state"]));
        var (status, body) = await people.RedeemAsync(answer["code"]);
        Assert.Equal((200, "Bearer", 300L), (status, (string?)body["token_type"], Math.Min(300, (long)body["expires_in"]! + 1)));
        var token = new JsonWebToken((string?)body["access_token"]);
        string Claim(string name) => token.GetClaim(name).Value;
        Assert.Equal(
            ["acr", "agency", "agency_type", "aud", "auth_time", "azp", "client_id", "cluster", "exp", "iat", "iss", "jti", "practitioner_id", "practitioner_role", "scope", "sid", "sub"],
            token.Claims.Select(claim => claim.Type).Distinct().Order());
        Assert.Equal(("at+jwt", "urn:cypp", IdentityUnderTest.Issuer), (token.Typ, token.Audiences.Single(), token.Issuer));
        Assert.Equal((person.Id.ToString(), person.Id.ToString(), Roles.SchoolLead), (token.Subject, Claim("practitioner_id"), Claim("practitioner_role")));
        Assert.Equal((IdentityUnderTest.AgencyId.ToString(), "school", "aire-valley"), (Claim("agency"), Claim("agency_type"), Claim("cluster")));
        Assert.Equal((PeopleUnderTest.WebClient, PeopleUnderTest.WebClient), (Claim("client_id"), Claim("azp")));
        Assert.Equal(("aal2", began.ToUnixTimeSeconds()), (Claim("acr"), token.GetPayloadValue<long>("auth_time")));

        // ID-4: the service's token says the same, and no more.
        var (exchanged, inner) = await people.ExchangeAsync(token.EncodedToken);
        Assert.Equal(200, exchanged);
        var forService = new JsonWebToken((string?)inner["access_token"]);
        string[] copied = ["sub", "azp", "agency", "practitioner_id", "practitioner_role", "acr", "auth_time", "sid"];
        Assert.All(copied, name => Assert.Equal(Claim(name), forService.GetClaim(name).Value));
        Assert.Equal("integer", forService.GetClaim("auth_time").ValueType.Split('#')[1][..7]);

        var rows = await people.Identity.Service.InDatabaseAsync<IdentityDb, List<AuditRow>>(db => db.Set<AuditRow>().ToListAsync());
        var row = Assert.Single(rows);
        Assert.Equal((person.Id, Roles.SchoolLead, "permit", "aal2", PeopleUnderTest.WebClient), (row.PractitionerId, row.Role, row.Decision, row.Acr, row.ClientId));
    }

    [Theory, Engines]
    public async Task SignIn_WithSeveralRoles_ActsInTheOneChosen(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var person = await people.EnrolledAsync("two.roles", roles: [Roles.SchoolLead, Roles.KeyAdult]);
        var answer = await people.SignInAsync(person, Roles.KeyAdult);
        var (_, body) = await people.RedeemAsync(answer["code"]);
        Assert.Equal(Roles.KeyAdult, new JsonWebToken((string?)body["access_token"]).GetClaim("practitioner_role").Value);

        var browser = await people.ArriveAsync();
        await browser.SubmitAsync(("user", person.UserName), ("password", PeopleUnderTest.Password));
        await browser.SubmitAsync(("code", people.CodeOf(person.Secret)));
        foreach (var notHeld in new[] { Roles.SocialWorker, Roles.SchoolTeacher, "" })
        {
            await browser.SubmitAsync(("role", notHeld));
            Assert.Equal((400, true), (browser.Status, browser.Page.Contains("Choose one of the roles", StringComparison.Ordinal)));
            Assert.Null(browser.SentTo);
        }
    }

    [Fact]
    public async Task SignIn_WithFewerScopes_GivesThose()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var person = await people.EnrolledAsync();
        var (_, body) = await people.RedeemAsync((await people.SignInAsync(person, changes: ("scope", "index learning")))["code"]);
        Assert.Equal("index learning", new JsonWebToken((string?)body["access_token"]).GetClaim("scope").Value);
        Assert.Null(await people.RegisterWebAsync(PeopleUnderTest.WebClient, PeopleUnderTest.WebKey, IdentityUnderTest.AgencyId, scopes: ["index"]));
        var browser = await people.ArriveAsync(changes: ("scope", "index learning"));
        Assert.Contains("error=invalid_scope", browser.SentTo?.Query);
    }

    /// <summary>ID-8: a fresh sign-in is fresh: nobody stays signed in at the platform, and a code of the authenticator is good once.</summary>
    [Fact]
    public async Task SignIn_Again_AsksForBothFactorsAgain()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var person = await people.EnrolledAsync();
        var browser = await people.ArriveAsync();
        await browser.SubmitAsync(("user", person.UserName), ("password", PeopleUnderTest.Password));
        var code = people.CodeOf(person.Secret);
        await browser.SubmitAsync(("code", code));
        Assert.NotNull(browser.SentTo);
        Assert.Empty(browser.Cookies);

        var second = await people.ArriveAsync();
        Assert.Contains("name=\"password\"", second.Page);
        await second.SubmitAsync(("user", person.UserName), ("password", PeopleUnderTest.Password));
        await second.SubmitAsync(("code", code));
        Assert.Equal((400, null), (second.Status, second.SentTo));
    }

    /// <summary>The page needs no script, loads nothing, is kept nowhere, and says at each field what is wrong with it.</summary>
    [Fact]
    public async Task Pages_AreStrictAndAccessible()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var browser = await people.ArriveAsync();
        var policy = Assert.Single(browser.Last.Headers.GetValues("Content-Security-Policy"));
        Assert.Matches("^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' https://web.test; frame-ancestors 'none'; base-uri 'none'$", policy);
        Assert.True(browser.Last.Headers.CacheControl?.NoStore);
        Assert.DoesNotContain("<script", browser.Page);
        Assert.Contains("<html lang=\"en\">", browser.Page);
        await browser.SubmitAsync(("user", "<b>nobody"), ("password", "wrong"));
        Assert.Equal(400, browser.Status);
        Assert.DoesNotContain("<b>", browser.Page);
        Assert.Contains("<title>Error: ", browser.Page);
        Assert.Contains("role=\"alert\"", browser.Page);
        foreach (var field in new[] { "user", "password" })
        {
            Assert.Contains($"<label for=\"{field}\">", browser.Page);
            Assert.Matches($"id=\"{field}\"[^>]+aria-describedby=\"{field}-error\"[^>]+aria-invalid=\"true\"", browser.Page);
            Assert.Contains($"id=\"{field}-error\"", browser.Page);
        }
    }

    [Fact]
    public async Task Post_FormOfAnotherVisit_IsRefused()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var person = await people.EnrolledAsync();
        var browser = await people.ArriveAsync();
        (string, string)[] fields = [("user", person.UserName), ("password", PeopleUnderTest.Password)];
        foreach (var forged in new (string, string)[][] { [], [("form", "guessed")] })
        {
            await browser.SendAsync(HttpMethod.Post, "/identity/sign-in/password", [.. forged, .. fields]);
            Assert.Contains("This sign-in has ended", browser.Page);
        }

        await people.Browse().SendAsync(HttpMethod.Post, "/identity/sign-in/password", null);
        await browser.OpenAsync("/identity/sign-in");
        people.Identity.Service.Time.Advance(TimeSpan.FromMinutes(11));
        await browser.SubmitAsync(fields);
        Assert.Contains("This sign-in has ended", browser.Page);
    }
}
