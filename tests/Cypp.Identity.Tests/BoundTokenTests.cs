using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Identity.Features;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using static Cypp.Identity.Tests.Administrators;
using static Cypp.Identity.Tests.AgencyOperationTests;

namespace Cypp.Identity.Tests;

/// <summary>RFC 8705, ID-2, ID-4: a client that registered a certificate gets tokens with it only, and they are bound to it.</summary>
public sealed class BoundTokenTests
{
    private static readonly TestKey Gateway = TestKey.Ec("gateway");
    private static readonly (TestCertificate First, TestCertificate Second) Own = (TestCertificate.New(), TestCertificate.New());

    [Theory, Engines]
    public async Task Register_TwoThenRetireOne_BindsEachTokenToWhatWasShown(Engine engine)
    {
        await using var identity = await IdentityUnderTest.StartAsync(engine);
        Assert.Equal([null, null, null], await AskEachAsync(identity));
        Assert.Null(await AddAsync(identity, Own.First));
        Assert.Equal(["invalid_client", Own.First.Thumbprint, "invalid_client"], await AskEachAsync(identity));
        Assert.Null(await AddAsync(identity, Own.Second));
        Assert.Equal(["invalid_client", Own.First.Thumbprint, Own.Second.Thumbprint], await AskEachAsync(identity));
        Assert.Null(await RetireAsync(identity, Own.First));
        Assert.Equal(["invalid_client", "invalid_client", Own.Second.Thumbprint], await AskEachAsync(identity));
        Assert.Null(await RetireAsync(identity, Own.Second));
        Assert.Equal([null, null, null], await AskEachAsync(identity));
    }

    /// <summary>ID-1: an assertion that came without the certificate is not used up by whoever brought it so.</summary>
    [Fact]
    public async Task Ask_AssertionAgainWithTheCertificate_IsBelievedOnce()
    {
        await using var identity = await IdentityUnderTest.StartAsync(Engine.Sqlite);
        Assert.Null(await AddAsync(identity, Own.First));
        var assertion = identity.Assertion().Sign();
        Assert.Equal(401, (await identity.AskAsync(assertion)).Status);
        identity.Shown = Own.First.Thumbprint;
        Assert.Equal((200, 401), ((await identity.AskAsync(assertion)).Status, (await identity.AskAsync(assertion)).Status));
    }

    /// <summary>ID-4: the gateway, which has not the caller's certificate, swaps the token; it stays bound.</summary>
    [Theory, Engines]
    public async Task Exchange_BoundToken_StaysBound(Engine engine)
    {
        await using var identity = await IdentityUnderTest.StartAsync(engine, gateway: Gateway);
        Assert.Null(await AddAsync(identity, Own.First));
        identity.Shown = Own.First.Thumbprint;
        var outer = await identity.TokenAsync();
        identity.Shown = null;
        var (status, body) = await identity.ExchangeAsync(
            new Assertion("gateway", IdentityUnderTest.Issuer, identity.Now, Gateway), outer, ("scope", "learning"), ("audience", "urn:svc:learning"));
        Assert.Equal((200, Own.First.Thumbprint), (status, BoundTo(body)));
    }

    /// <summary>A certificate is retired because it may be in wrong hands; a token of before there was one ends by itself.</summary>
    [Theory, Engines]
    public async Task Exchange_TokenOfARetiredCertificate_IsRefused(Engine engine)
    {
        await using var identity = await IdentityUnderTest.StartAsync(engine, gateway: Gateway);
        var unbound = await identity.TokenAsync();
        Assert.Null(await AddAsync(identity, Own.First));
        Assert.Null(await AddAsync(identity, Own.Second));
        identity.Shown = Own.First.Thumbprint;
        var first = await identity.TokenAsync();
        identity.Shown = Own.Second.Thumbprint;
        var second = await identity.TokenAsync();
        identity.Shown = null;
        Assert.Null(await RetireAsync(identity, Own.First));
        Assert.Equal((200, 400, 200), (await ExchangeAsync(unbound), await ExchangeAsync(first), await ExchangeAsync(second)));

        async Task<int> ExchangeAsync(string token) => (await identity.ExchangeAsync(
            new Assertion("gateway", IdentityUnderTest.Issuer, identity.Now, Gateway), token, ("scope", "learning"), ("audience", "urn:svc:learning"))).Status;
    }

    [Fact]
    public async Task Session_OfAWebClientWithACertificate_IsBoundAtEachToken()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.Sqlite);
        var (identity, person) = (people.Identity, await people.EnrolledAsync());
        Assert.Null(await AddAsync(identity, Own.First, PeopleUnderTest.WebClient));
        Assert.Null(await AddAsync(identity, Own.Second, PeopleUnderTest.WebClient));
        var (refused, why) = await people.PushAsync();
        Assert.Equal((401, "invalid_client"), (refused, (string?)why["error"]));
        identity.Shown = Own.First.Thumbprint;
        var (access, refresh) = await people.SessionAsync(person);
        Assert.Equal(Own.First.Thumbprint, BoundTo(access));
        identity.Shown = null;
        Assert.Equal(401, (await people.RefreshAsync(refresh)).Status);
        identity.Shown = Own.Second.Thumbprint;
        Assert.Equal(Own.Second.Thumbprint, BoundTo((await people.RefreshAsync(refresh)).Body));
    }

    [Theory, Engines]
    public async Task Post_Certificates_AreTakenTwoAtOnce_AndOnRecord(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var (admin, path) = (identity.Service.ClientFor(Operator), "/clients/bound");
        var agency = await RegisterAsync(identity, "school", Roles.SchoolLead);
        Assert.Equal(201, (await admin.PostAsync(Of(agency, "/clients"), new { clientId = "bound", keys = Keys(TestKey.Ec("one")) })).Status);
        foreach (var certificate in new[] { Own.First, Own.First, Own.Second })
        {
            var answer = await admin.PostAsync(Of(agency, path + "/certificates"), new { pem = certificate.Pem });
            Assert.Equal((201, certificate.Thumbprint), (answer.Status, (string?)answer.Json["thumbprint"]));
        }

        Assert.Equal((409, "certificates-two"), Refusal(await admin.PostAsync(Of(agency, path + "/certificates"), new { pem = TestCertificate.New().Pem })));
        Assert.Equal(204, (await admin.PostAsync(Of(agency, path + "/retired-certificates"), new { thumbprint = Own.First.Thumbprint })).Status);
        Assert.Equal((404, "certificate-unknown"), Refusal(await admin.PostAsync(Of(agency, path + "/retired-certificates"), new { thumbprint = Own.First.Thumbprint })));
        var read = (await admin.GetAsync(Of(agency))).Json["clients"]![0]!["certificateThumbprints"]!.AsArray();
        Assert.Equal([Own.Second.Thumbprint], read.Select(one => (string?)one));
        Assert.Equal(3, await identity.Service.InDatabaseAsync<IdentityDb, int>(
            db => db.Set<AuditRow>().CountAsync(row => row.ResourceId == agency && row.Action == "Identity_AddClientCertificate" && row.Detail == "bound")));
    }

    /// <summary>Whichever came last would have unbound the client, or brought a retired certificate back.</summary>
    [Theory, Engines]
    public async Task AddAndRetire_AtOneMoment_OneIsRefused(Engine engine)
    {
        await using var identity = await IdentityUnderTest.StartAsync(engine);
        Assert.Null(await AddAsync(identity, Own.First));
        await identity.Service.InDatabaseAsync<IdentityDb, bool>(async db =>
        {
            var client = await db.Clients.SingleAsync(row => row.ClientId == IdentityUnderTest.ClientId);
            Assert.Null(await AddAsync(identity, Own.Second));
            Assert.Null(client.RetireCertificate(Own.First.Thumbprint));
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
            return true;
        });
        Assert.Equal(["invalid_client", Own.First.Thumbprint, Own.Second.Thumbprint], await AskEachAsync(identity));
    }

    [Fact]
    public async Task Post_WhatIsNoCertificateOfTheAgency_IsRefusedByName()
    {
        var identity = await IdentityUnderTest.SharedAsync();
        var admin = identity.Service.ClientFor(Operator);
        var agency = await RegisterAsync(identity, "school", Roles.SchoolLead);
        Assert.Equal(201, (await admin.PostAsync(Of(agency, "/clients"), new { clientId = "unbound", keys = Keys(TestKey.Ec("one")) })).Status);
        foreach (var (pem, code) in new[]
        {
            (Own.First.KeyPem, "key-private"), (Own.First.Pem + "\n" + Own.First.KeyPem, "key-private"), (Own.First.Pem + "\n" + Own.Second.Pem, "certificate-unusable"),
            (TestCertificate.New(TimeSpan.FromDays(-1)).Pem, "certificate-unusable"), ("rubbish", "certificate-unusable"), ("", "certificate-unusable"),
            ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "certificate-unusable"),
        })
        {
            Assert.Equal((400, code), Refusal(await admin.PostAsync(Of(agency, "/clients/unbound/certificates"), new { pem })));
        }

        Assert.Equal((404, "not-found"), Refusal(await admin.PostAsync(Of(agency, $"/clients/{IdentityUnderTest.ClientId}/certificates"), new { pem = Own.First.Pem })));
        Assert.Equal((404, "not-found"), Refusal(await admin.PostAsync(Of(agency, "/clients/gateway/certificates"), new { pem = Own.First.Pem })));
        Assert.Empty((await admin.GetAsync(Of(agency))).Json["clients"]![0]!["certificateThumbprints"]!.AsArray());
    }

    /// <returns>What came of asking without a certificate, with the first and with the second: a refusal, or what the token is bound to.</returns>
    private static async Task<List<string?>> AskEachAsync(IdentityUnderTest identity)
    {
        List<string?> came = [];
        foreach (var shown in (string?[])[null, Own.First.Thumbprint, Own.Second.Thumbprint])
        {
            identity.Shown = shown;
            var (status, body) = await identity.AskAsync(identity.Assertion());
            came.Add(status == 200 ? BoundTo(body) : (string?)body["error"]);
        }

        identity.Shown = null;
        return came;
    }

    private static string? BoundTo(JsonNode body) => BoundTo((string)body["access_token"]!);

    private static string? BoundTo(string token) =>
        new JsonWebToken(token).TryGetClaim(CallersCertificate.Claim, out var bound) ? CallersCertificate.ThumbprintIn(bound.Value) : null;

    private static async Task<string?> AddAsync(IdentityUnderTest identity, TestCertificate certificate, string clientId = IdentityUnderTest.ClientId) =>
        (await identity.DoAsync<AddClientCertificate, ServiceKit.Errors.Error?>(
            add => add.HandleAsync(clientId, ClientCertificate.Read(certificate.Pem), CancellationToken.None)))?.Code;

    private static async Task<string?> RetireAsync(IdentityUnderTest identity, TestCertificate certificate) =>
        (await identity.DoAsync<RetireClientCertificate, ServiceKit.Errors.Error?>(
            retire => retire.HandleAsync(IdentityUnderTest.ClientId, certificate.Thumbprint, CancellationToken.None)))?.Code;
}
