using System.Security.Cryptography;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.EntityFrameworkCore.Models;
using static Cypp.Identity.Tests.Administrators;

namespace Cypp.Identity.Tests;

/// <summary>Onboarding over HTTP: agencies, their clients and keys, by the operator's administrators.</summary>
public sealed class AgencyOperationTests
{
    [Theory, Engines]
    public async Task Register_AgencyAndClient_GetsATokenInItsRoles_AndBothAreOnRecord(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var (admin, key) = (identity.Service.ClientFor(Operator), TestKey.Ec("one"));
        var agency = await RegisterAsync(identity, "school", Roles.SchoolLead);
        var answer = await admin.PostAsync(Of(agency, "/clients"), new { clientId = "new-school", keys = Keys(key) });
        Assert.Equal((201, "one"), (answer.Status, (string?)answer.Json["keyIds"]![0]));
        Assert.Equal(200, (await identity.AskAsync(By("new-school", key, identity))).Status);
        Assert.Equal(401, (await identity.AskAsync(By("new-school", key, identity, Roles.KeyAdult))).Status);

        var read = await admin.GetAsync(Of(agency));
        Assert.Equal(("school", Roles.SchoolLead, "new-school", false), (
            (string?)read.Json["type"], (string?)read.Json["roles"]![0], (string?)read.Json["clients"]![0]!["clientId"], (bool)read.Json["revoked"]!));
        Assert.Equal(["Identity_ReadAgency agency ", "Identity_RegisterAgency agency ", "Identity_RegisterClient client new-school"], await identity.Service.InDatabaseAsync<IdentityDb, List<string>>(
            db => db.Set<AuditRow>().Where(row => row.ResourceId == agency).OrderBy(row => row.Action).Select(row => $"{row.Action} {row.ResourceType} {row.Detail}").ToListAsync()));
    }

    /// <summary>The same key: one agency, one answer (a double-click, a retry of the gateway).</summary>
    [Theory, Engines]
    public async Task Register_WithTheSameIdempotencyKey_HappensOnce(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var admin = identity.Service.ClientFor(Operator);
        var agency = await RegisterAsync(identity, "school", Roles.SchoolLead);
        var body = new { clientId = "twice", keys = Keys(TestKey.Ec("one")) };
        Assert.Equal((201, 201), ((await admin.PostAsync(Of(agency, "/clients"), body, key: "k")).Status, (await admin.PostAsync(Of(agency, "/clients"), body, key: "k")).Status));
        Assert.Equal((409, "client-known"), Refusal(await admin.PostAsync(Of(agency, "/clients"), body)));
        Assert.Equal((409, "agency-known"), Refusal(await admin.PostAsync(Agencies, new { agencyId = agency, name = "Again", type = "school", roles = new[] { Roles.SchoolLead }, contractEndsOn = InAMonth(identity) })));
    }

    [Theory, Engines]
    public async Task Keys_TwoAtOnce_ThenOneRetired_NeverRefusesTheClient(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var admin = identity.Service.ClientFor(Operator);
        var (first, second, path) = (TestKey.Ec("one"), TestKey.Rsa("two"), "/clients/rotating");
        var agency = await RegisterAsync(identity, "school", Roles.SchoolLead);
        Assert.Equal(201, (await admin.PostAsync(Of(agency, "/clients"), new { clientId = "rotating", keys = Keys(first) })).Status);
        Assert.Equal(201, (await admin.PostAsync(Of(agency, path + "/keys"), new { pem = ((RsaSecurityKey)second.Private).Rsa.ExportSubjectPublicKeyInfoPem(), keyId = "two" })).Status);
        Assert.Equal((200, 200), await AskBothAsync());
        Assert.Equal((400, "key-unusable"), Refusal(await admin.PostAsync(Of(agency, path + "/keys"), new { jwk = Jwk(TestKey.Ec("three")) })));
        Assert.Equal(204, (await admin.PostAsync(Of(agency, path + "/retired-keys"), new { keyId = "one" })).Status);
        Assert.Equal((401, 200), await AskBothAsync());
        Assert.Equal((409, "key-last"), Refusal(await admin.PostAsync(Of(agency, path + "/retired-keys"), new { keyId = "two" })));

        async Task<(int, int)> AskBothAsync() => ((await identity.AskAsync(By("rotating", first, identity))).Status, (await identity.AskAsync(By("rotating", second, identity))).Status);
    }

    [Theory, Engines]
    public async Task Register_PrivateOrUnusableKey_IsRefusedAndNothingIsStored(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var admin = identity.Service.ClientFor(Operator);
        var agency = await RegisterAsync(identity, "school", Roles.SchoolLead);
        using var rsa = RSA.Create(2048);
        var halfPrivate = Jwk(TestKey.Rsa("half"));
        halfPrivate["d"] = Base64UrlEncoder.Encode(rsa.ExportParameters(true).D);
        var offCurve = Jwk(TestKey.Ec("off"));
        offCurve["x"] = offCurve["y"]!.DeepClone();
        foreach (var (key, code) in new (object, string)[]
        {
            (new { pem = rsa.ExportPkcs8PrivateKeyPem() }, "key-private"), (new { jwk = halfPrivate }, "key-private"),
            (new { jwk = new { kty = "oct", k = "c2VjcmV0", kid = "secret" } }, "key-private"), (new { jwk = offCurve }, "key-unusable"),
            (new { jwk = Jwk(TestKey.Rsa("small", bits: 1024)) }, "key-unusable"), (new { pem = "rubbish" }, "key-unusable"), (new { jwk = new { kty = "RSA" } }, "key-unusable"),
            (new { jwk = Jwk(TestKey.Ec("long")), keyId = new string('k', 101) }, "key-unusable"), (new { keyId = "nothing" }, "key-unusable"),
            (new { jwk = Jwk(TestKey.Ec("both")), pem = "and" }, "key-unusable"), (new { jwk = Jwk(TestKey.Ec("more")), x5u = "https://keys.test" }, "malformed-json"),
        })
        {
            var answer = await admin.PostAsync(Of(agency, "/clients"), new { clientId = "bad", keys = new[] { key } });
            Assert.Equal((400, code), Refusal(answer));
            Assert.DoesNotContain("x5u", answer.Body, StringComparison.Ordinal);
        }

        Assert.Equal((400, "key-unusable"), Refusal(await admin.PostAsync(Of(agency, "/clients"), new { clientId = "bad", keys = Array.Empty<object>() })));
        Assert.Equal((400, "scope-unknown"), Refusal(await admin.PostAsync(Of(agency, "/clients"), new { clientId = "bad", keys = Keys(TestKey.Ec("k")), scopes = new[] { "everything" } })));
        // The gateway's own id, with a key of somebody else's: who had it could exchange tokens (ID-4).
        Assert.Equal((409, "client-of-another-kind"), Refusal(await admin.PostAsync(Of(agency, "/clients"), new { clientId = "gateway", keys = Keys(TestKey.Ec("k")) })));
        Assert.Empty((await admin.GetAsync(Of(agency))).Json["clients"]!.AsArray());
        Assert.False(await identity.Service.InDatabaseAsync<IdentityDb, bool>(db => db.Set<OpenIddictEntityFrameworkCoreApplication>().AnyAsync(row => row.ClientId == "bad" || row.ClientId == "gateway")));
    }

    [Theory, Engines]
    public async Task RegisterWeb_TakesExactRedirectsOnly(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var admin = identity.Service.ClientFor(Operator);
        var agency = await RegisterAsync(identity, "school", Roles.SchoolLead);
        foreach (var redirect in new[] { "http://web.test/callback", "https://web.test/callback?next=1", "https://web.test/#a", "/callback", "javascript:alert(1)", "https://a@web.test/" })
        {
            Assert.Equal((400, "redirect-unusable"), Refusal(await WebAsync(redirect)));
        }

        Assert.Equal((400, "redirect-unusable"), Refusal(await WebAsync()));
        Assert.Equal((400, "redirect-unusable"), Refusal(await WebAsync("https://web.test/callback", "nowhere")));
        Assert.Equal(201, (await WebAsync("https://web.test/callback")).Status);
        Assert.True((bool)(await admin.GetAsync(Of(agency))).Json["clients"]![0]!["isWeb"]!);

        Task<Answer> WebAsync(params string[] redirects) => admin.PostAsync(Of(agency, "/web-clients"), new { clientId = "new-web", keys = Keys(TestKey.Ec("web")), redirects });
    }

    [Theory, Engines]
    public async Task Contract_Ends_AndWithItTheAgencysTokens(Engine engine)
    {
        await using var identity = await IdentityUnderTest.StartAsync(engine);
        var (admin, key) = (identity.Service.ClientFor(Operator), TestKey.Ec("one"));
        var agency = await RegisterAsync(identity, "school", Roles.SchoolLead);
        Assert.Equal(201, (await admin.PostAsync(Of(agency, "/clients"), new { clientId = "ending", keys = Keys(key) })).Status);
        var today = DateOnly.FromDateTime(identity.Now.UtcDateTime).ToString("yyyy-MM-dd");
        var change = new { name = "Ending", roles = new[] { Roles.SchoolLead }, contractEndsOn = today };
        Assert.Equal((428, "if-match-missing"), Refusal(await admin.PutAsync(Of(agency), change)));
        Assert.Equal((400, "contract-ended"), Refusal(await admin.PutAsync(Of(agency), change with { contractEndsOn = "2020-01-01" }, await ETagAsync(admin, agency))));
        Assert.Equal(200, (await admin.PutAsync(Of(agency), change, await ETagAsync(admin, agency))).Status);
        var end = await identity.Service.InDatabaseAsync<IdentityDb, DateTimeOffset>(async db => (await db.Agencies.SingleAsync(row => row.Id == agency)).RightsEnd);
        identity.Service.Time.Advance(end - identity.Now - TimeSpan.FromMinutes(2));
        var (status, body) = await identity.AskAsync(By("ending", key, identity));
        Assert.Equal((200, true), (status, (int)body["expires_in"]! <= 120));
        identity.Service.Time.Advance(end - identity.Now);
        Assert.Equal(401, (await identity.AskAsync(By("ending", key, identity))).Status);
    }

    [Theory, Engines]
    public async Task Revoke_ClientOrAgency_StopsItUntilItIsReinstated(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var (admin, key) = (identity.Service.ClientFor(Operator), TestKey.Ec("one"));
        var agency = await RegisterAsync(identity, "school", Roles.SchoolLead);
        Assert.Equal(201, (await admin.PostAsync(Of(agency, "/clients"), new { clientId = "stopped", keys = Keys(key) })).Status);
        foreach (var what in new[] { "/clients/stopped", "" })
        {
            Assert.Equal(204, (await admin.PostAsync(Of(agency, what + "/revocation"), new { })).Status);
            Assert.Equal(401, (await identity.AskAsync(By("stopped", key, identity))).Status);
            Assert.Equal(204, (await admin.PostAsync(Of(agency, what + "/reinstatement"), new { })).Status);
            Assert.Equal(200, (await identity.AskAsync(By("stopped", key, identity))).Status);
        }

        Assert.Equal((404, "not-found"), Refusal(await admin.PostAsync(Of(agency, $"/clients/{IdentityUnderTest.ClientId}/revocation"), new { })));
        Assert.Equal((404, "not-found"), Refusal(await admin.PostAsync(Of(agency, "/clients/gateway/keys"), new { jwk = Jwk(key) })));
    }

    [Theory, Engines]
    public async Task Register_WhatCannotBe_IsRefusedByName(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var admin = identity.Service.ClientFor(Operator);
        var good = new { agencyId = Guid.CreateVersion7(), name = "New", type = "school", roles = new[] { Roles.SchoolLead }, contractEndsOn = InAMonth(identity) };
        foreach (var (body, code) in new (object, string)[]
        {
            (good with { type = "shop" }, "agency-type-unknown"), (good with { roles = ["king"] }, "role-unknown"), (good with { roles = [] }, "role-unknown"),
            (good with { roles = [Roles.SocialWorker] }, "role-of-another-type"), (good with { name = "" }, "name-missing"), (good with { contractEndsOn = "2020-01-01" }, "contract-ended"),
            (new { good.agencyId, good.name, good.type, good.roles, good.contractEndsOn, shared = true }, "malformed-json"), (new { good.agencyId }, "malformed-json"),
        })
        {
            Assert.Equal((400, code), Refusal(await admin.PostAsync(Agencies, body)));
        }

        Assert.Equal(404, (await admin.GetAsync(Of(good.agencyId))).Status);
    }

    [Theory, Engines]
    public async Task AnotherAgencysAdministrator_ComesUponNothing(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var other = identity.Service.ClientFor(TestPractitioner.Of(Roles.AgencyAdministrator).SignedIn(identity));
        var own = identity.Service.ClientFor(TestPractitioner.Of(Roles.AgencyAdministrator) with { AgencyId = IdentityUnderTest.AgencyId });
        Assert.Equal(200, (await own.GetAsync(Of(IdentityUnderTest.AgencyId))).Status);
        Assert.Equal(
            (await other.GetAsync(Of(Guid.CreateVersion7()))).Json["title"]!.ToString(),
            (await other.GetAsync(Of(IdentityUnderTest.AgencyId))).Json["title"]!.ToString());
        Assert.Equal((404, "not-found"), Refusal(await other.GetAsync(Of(IdentityUnderTest.AgencyId))));
        Assert.Equal((404, "not-found"), Refusal(await other.GetAsync(Of(IdentityUnderTest.AgencyId, "/grants"))));
        // Keys are the operator's to take: who has one may act for the agency in all its roles.
        Assert.Equal((403, "role-not-allowed"), Refusal(await own.PostAsync(Of(IdentityUnderTest.AgencyId, $"/clients/{IdentityUnderTest.ClientId}/keys"), new { jwk = Jwk(TestKey.Ec("k")) })));
    }

    internal static (int, string?) Refusal(Answer answer) => (answer.Status, answer.Code);

    private static async Task<string?> ETagAsync(AgencyClient client, Guid agency) => (await client.GetAsync(Of(agency))).ETag;

    private static Assertion By(string clientId, TestKey key, IdentityUnderTest identity, string role = Roles.SchoolLead) =>
        new Assertion(clientId, IdentityUnderTest.Issuer, identity.Now, key).With(one => one.Claims["practitioner_role"] = role);
}
