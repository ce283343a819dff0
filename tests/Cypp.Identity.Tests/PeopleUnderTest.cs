using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cypp.Access;
using Cypp.Identity.Features;
using Cypp.Identity.SignIn;
using Cypp.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;
using OtpNet;

namespace Cypp.Identity.Tests;

/// <summary>The identity service with an agency's web client, and people who sign in through it.</summary>
internal sealed partial class PeopleUnderTest(IdentityUnderTest identity) : IAsyncDisposable
{
    public const string WebClient = "north-school-web";
    public const string Redirect = "https://web.test/callback";
    public const string Password = "correct horse battery";
    public static readonly TestKey Gateway = TestKey.Ec("gateway");

    public static readonly string Verifier = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
    public static readonly TestKey WebKey = TestKey.Ec("web");

    public IdentityUnderTest Identity => identity;

    /// <summary>A registered person, with the secret of their authenticator once enrolled.</summary>
    internal sealed record Person(Guid Id, string UserName, string Code, string Secret = "");

    public static async Task<PeopleUnderTest> StartAsync(Engine engine)
    {
        var people = new PeopleUnderTest(await IdentityUnderTest.StartAsync(engine, gateway: Gateway));
        Assert.Null(await people.RegisterWebAsync(WebClient, WebKey, IdentityUnderTest.AgencyId));
        return people;
    }

    public async Task<string?> RegisterWebAsync(string clientId, TestKey key, Guid agencyId, string redirect = Redirect, string[]? scopes = null) =>
        (await identity.DoAsync<RegisterWebClient, ServiceKit.Errors.Error?>(register =>
            register.HandleAsync(new(agencyId, clientId, [key.Public], [new Uri(redirect)], scopes), CancellationToken.None)))?.Code;

    public async Task<(string? Error, Person Person)> AddAsync(string userName, DateOnly? ends = null, Guid? id = null, Guid? agencyId = null, params string[] roles)
    {
        var request = new AddPractitioner.Request(
            id ?? Guid.CreateVersion7(), userName, agencyId ?? IdentityUnderTest.AgencyId, roles.Length > 0 ? roles : [Roles.SchoolLead],
            ends ?? DateOnly.FromDateTime(identity.Now.UtcDateTime).AddDays(30), EnrolmentCode.New());
        var error = await identity.DoAsync<AddPractitioner, ServiceKit.Errors.Error?>(add => add.HandleAsync(request, CancellationToken.None));
        return (error?.Code, new Person(request.Id, userName, request.EnrolmentCode));
    }

    /// <summary>Registers a person, who enrols as people do.</summary>
    public async Task<Person> EnrolledAsync(string userName = "a.lead", DateOnly? ends = null, Guid? agencyId = null, params string[] roles)
    {
        var (error, person) = await AddAsync(userName, ends, agencyId: agencyId, roles: roles);
        Assert.Null(error);
        return await EnrolAsync(person);
    }

    public async Task<Person> EnrolAsync(Person person)
    {
        var browser = Browse();
        await browser.OpenAsync("/identity/enrol");
        await browser.SubmitAsync(("user", person.UserName), ("enrolment", person.Code), ("password", Password));
        var secret = SecretShown().Match(browser.Page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        await browser.SubmitAsync(("code", CodeOf(secret)));
        Assert.Contains("Your account is ready", browser.Page);
        // A code is good once: the next is of the next step.
        identity.Service.Time.Advance(TimeSpan.FromSeconds(30));
        return person with { Secret = secret };
    }

    public string CodeOf(string secret) => new OtpNet.Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(identity.Now.UtcDateTime);

    public Browser Browse() => new(identity.Service.AnonymousClient());

    public static string Challenge(string verifier) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    /// <summary>Pushes a good request but for what is changed; a null takes a parameter out.</summary>
    public Task<(int Status, JsonNode Body)> PushAsync(string clientId = WebClient, TestKey? key = null, params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_assertion"] = new Assertion(clientId, IdentityUnderTest.Issuer, identity.Now, key ?? WebKey).Sign(),
            ["client_id"] = clientId,
            ["response_type"] = "code",
            ["redirect_uri"] = Redirect,
            ["state"] = "of-the-client",
            ["code_challenge"] = Challenge(Verifier),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return identity.PostAsync("par", parameters.Where(one => one.Value is not null).Select(one => (one.Key, one.Value!)));
    }

    /// <summary>A browser at the sign-in's first form.</summary>
    public async Task<Browser> ArriveAsync(string clientId = WebClient, TestKey? key = null, params (string Name, string? Value)[] changes)
    {
        var (status, body) = await PushAsync(clientId, key, changes);
        Assert.True(status == 201, body.ToJsonString());
        var browser = Browse();
        await browser.OpenAsync(AddressOf(clientId, (string)body["request_uri"]!));
        return browser;
    }

    public static string AddressOf(string clientId, string requestUri) => QueryHelpers.AddQueryString(
        "/identity/connect/authorize", new Dictionary<string, string?> { ["client_id"] = clientId, ["request_uri"] = requestUri });

    /// <returns>What the client is sent.</returns>
    public async Task<Dictionary<string, string>> SignInAsync(Person person, string? role = null, params (string Name, string? Value)[] changes)
    {
        var browser = await ArriveAsync(changes: changes);
        await browser.SubmitAsync(("user", person.UserName), ("password", Password));
        await browser.SubmitAsync(("code", CodeOf(person.Secret)));
        if (role is not null)
        {
            await browser.SubmitAsync(("role", role));
        }

        identity.Service.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(browser.SentTo is not null, browser.Page);
        Assert.StartsWith(Redirect + "?", browser.SentTo.AbsoluteUri);
        return QueryHelpers.ParseQuery(browser.SentTo.Query).ToDictionary(one => one.Key, one => one.Value.ToString());
    }

    public Task<(int Status, JsonNode Body)> RedeemAsync(string code, string? verifier = null, string redirect = Redirect, string clientId = WebClient, TestKey? key = null) => identity.SendAsync(
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect), ("code_verifier", verifier ?? Verifier),
        ("client_assertion", new Assertion(clientId, IdentityUnderTest.Issuer, identity.Now, key ?? WebKey).Sign()));

    public Task<(int Status, JsonNode Body)> RefreshAsync(string token) => identity.SendAsync(
        ("grant_type", "refresh_token"), ("refresh_token", token),
        ("client_assertion", new Assertion(WebClient, IdentityUnderTest.Issuer, identity.Now, WebKey).Sign()));

    /// <returns>Access and refresh token of a session that begins.</returns>
    public async Task<(string Access, string Refresh)> SessionAsync(Person person)
    {
        var (status, body) = await RedeemAsync((await SignInAsync(person))["code"]);
        Assert.True(status == 200, body.ToJsonString());
        return ((string)body["access_token"]!, (string)body["refresh_token"]!);
    }

    public Task<(int Status, JsonNode Body)> ExchangeAsync(string token) => identity.ExchangeAsync(
        new Assertion("gateway", IdentityUnderTest.Issuer, identity.Now, Gateway), token, ("scope", "index"), ("audience", "urn:svc:index"));

    public static string Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => identity.DisposeAsync();

    [GeneratedRegex("<code id=\"secret\">([A-Z2-7 ]+)</code>")]
    private static partial Regex SecretShown();
}
