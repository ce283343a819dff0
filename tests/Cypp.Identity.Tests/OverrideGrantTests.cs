using Cypp.Access;
using Cypp.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using static Cypp.Identity.Tests.Administrators;
using static Cypp.Identity.Tests.AgencyOperationTests;
using static Cypp.Identity.Tests.PeopleOperationTests;

namespace Cypp.Identity.Tests;

/// <summary>AZ-5: who may break the glass is said by two administrators, in the person's token, and ends with what it rests on.</summary>
public sealed class OverrideGrantTests
{
    [Theory, Engines]
    public async Task Grant_IsInTheTokenOnceASecondPersonApproves_AndGoneWhenTakenBack(Engine engine)
    {
        await using var people = await StartAsync(engine);
        var (one, two) = Two(people);
        var person = await people.EnrolledAsync(roles: Roles.LeadPractitioner);
        var path = Of(IdentityUnderTest.AgencyId, $"/people/{person.Id}");
        Assert.False(await MayOverrideAsync(people, (await people.SessionAsync(person)).Access));
        var grant = await ProposeAsync(one, path);
        Assert.Equal((409, "grant-open"), Refusal(await two.PostAsync(path + "/override-grants", new { })));
        Assert.Equal((409, "second-person-needed"), Refusal(await one.PostAsync(Of(IdentityUnderTest.AgencyId, $"/grants/{grant}/approval"), new { })));
        var (early, refresh) = await people.SessionAsync(person);
        Assert.False(await MayOverrideAsync(people, early));
        await ApproveAsync(two, grant);
        Assert.True((bool)(await one.GetAsync(path)).Json["mayOverride"]!);

        // A session that was there already has it with its next token.
        var (_, body) = await people.RefreshAsync(refresh);
        var access = (string)body["access_token"]!;
        Assert.True(await MayOverrideAsync(people, access));
        Assert.Contains("\"may_override\":true", Base64UrlEncoder.Decode(new JsonWebToken(access).EncodedPayload));
        Assert.Equal(204, (await two.PostAsync(Of(IdentityUnderTest.AgencyId, $"/grants/{grant}/end"), new { })).Status);
        await SessionTests.AssertEndedAsync(people, access, (string)body["refresh_token"]!);
        Assert.False(await MayOverrideAsync(people, (await people.SessionAsync(person)).Access));
        Assert.Equal((409, "already-decided"), Refusal(await two.PostAsync(Of(IdentityUnderTest.AgencyId, $"/grants/{grant}/approval"), new { })));
    }

    [Fact]
    public async Task Grant_EndsWithARevocation_OtherRolesOrANewEnrolment()
    {
        await using var people = await StartAsync(Engine.PostgreSql);
        var (one, two) = Two(people);
        var person = await people.EnrolledAsync(roles: Roles.LeadPractitioner);
        var path = Of(IdentityUnderTest.AgencyId, $"/people/{person.Id}");
        foreach (var end in new Func<Task<Answer>>[]
        {
            async () => await one.PostAsync(path + "/revocation", new { }) is { Status: 204 } ? await one.PostAsync(path + "/reinstatement", new { }) : throw new InvalidOperationException(),
            async () => await one.PutAsync(path, new { roles = new[] { Roles.LeadPractitioner, Roles.KeyAdult }, contractEndsOn = InAMonth(people.Identity) }, (await one.GetAsync(path)).ETag),
            () => one.PostAsync(path + "/enrolment-renewals", new { }),
        })
        {
            await ApproveAsync(two, await ProposeAsync(one, path));
            Assert.True((bool)(await one.GetAsync(path)).Json["mayOverride"]!);
            var waits = await ProposeForAnotherAsync(people, one);
            Assert.InRange((await end()).Status, 200, 204);
            Assert.False((bool)(await one.GetAsync(path)).Json["mayOverride"]!);
            // Of this person alone.
            await ApproveAsync(two, waits);
        }
    }

    [Fact]
    public async Task Propose_WhatNobodyMay_IsRefused()
    {
        await using var people = await StartAsync(Engine.PostgreSql);
        var identity = people.Identity;
        var (one, two) = Two(people);
        var (_, lead) = await people.AddAsync("a.lead", roles: Roles.SchoolLead);
        var (_, person) = await people.AddAsync("a.worker", roles: Roles.LeadPractitioner);
        var path = Of(IdentityUnderTest.AgencyId, $"/people/{person.Id}/override-grants");
        // In the role of a safeguarding lead there is nothing to override.
        Assert.Equal((409, "override-role-missing"), Refusal(await one.PostAsync(Of(IdentityUnderTest.AgencyId, $"/people/{lead.Id}/override-grants"), new { })));
        var administrator = AdministratorOf(IdentityUnderTest.AgencyId);
        Assert.Equal((403, "sign-in-needed"), await ProposeAsAsync(administrator));
        Assert.Equal((403, "not-to-oneself"), await ProposeAsAsync(administrator.SignedIn(identity) with { PractitionerId = person.Id }));
        Assert.Equal((404, "not-found"), await ProposeAsAsync(TestPractitioner.Of(Roles.AgencyAdministrator).SignedIn(identity)));
        Assert.Equal((403, "role-not-allowed"), await ProposeAsAsync(Operator.SignedIn(identity)));
        var grant = await ProposeAsync(one, Of(IdentityUnderTest.AgencyId, $"/people/{person.Id}"));
        var approval = Of(IdentityUnderTest.AgencyId, $"/grants/{grant}/approval");
        Assert.Equal((403, "grant-not-yours"), Refusal(await identity.Service.ClientFor(Operator.SignedIn(identity)).PostAsync(approval, new { })));
        Assert.Equal((403, "not-to-oneself"), Refusal(
            await identity.Service.ClientFor(administrator.SignedIn(identity) with { PractitionerId = person.Id }).PostAsync(approval, new { })));
        Assert.Equal((400, "malformed-json"), Refusal(await two.PostAsync(approval, new { approvedBy = Guid.CreateVersion7() })));

        // The agency has lost the role meanwhile.
        Assert.Null(await identity.RegisterAsync(identity.Request()));
        Assert.Equal((409, "grant-impossible"), Refusal(await two.PostAsync(approval, new { })));

        async Task<(int, string?)> ProposeAsAsync(TestPractitioner by) => Refusal(await identity.Service.ClientFor(by).PostAsync(path, new { }));
    }

    /// <summary>An agency's system says who acts, not what two people granted.</summary>
    [Fact]
    public async Task Token_OfASystem_NeverHasIt()
    {
        await using var people = await StartAsync(Engine.Sqlite);
        var (one, two) = Two(people);
        var (_, person) = await people.AddAsync("a.worker", roles: Roles.LeadPractitioner);
        await ApproveAsync(two, await ProposeAsync(one, Of(IdentityUnderTest.AgencyId, $"/people/{person.Id}")));
        var (status, body) = await people.Identity.AskAsync(people.Identity.Assertion().With(assertion =>
        {
            (assertion.Claims["practitioner_id"], assertion.Claims["practitioner_role"], assertion.Claims["may_override"]) = (person.Id.ToString(), Roles.LeadPractitioner, true);
        }));
        Assert.Equal(200, status);
        Assert.False(await MayOverrideAsync(people, (string)body["access_token"]!));
    }

    /// <summary>In the token, and in what the gateway exchanges it for.</summary>
    private static async Task<bool> MayOverrideAsync(PeopleUnderTest people, string access)
    {
        var (status, body) = await people.ExchangeAsync(access);
        Assert.Equal(200, status);
        var (outer, inner) = (Claim(access), Claim((string)body["access_token"]!));
        Assert.Equal(outer, inner);
        return outer;

        static bool Claim(string token) => new JsonWebToken(token).TryGetPayloadValue<bool>("may_override", out var may) && may;
    }

    private static async Task<PeopleUnderTest> StartAsync(Engine engine)
    {
        var people = await PeopleUnderTest.StartAsync(engine);
        var request = people.Identity.Request();
        Assert.Null(await people.Identity.RegisterAsync(request with { Roles = [.. request.Roles, Roles.LeadPractitioner] }));
        return people;
    }

    private static (AgencyClient One, AgencyClient Two) Two(PeopleUnderTest people)
    {
        var one = AdministratorOf(IdentityUnderTest.AgencyId).SignedIn(people.Identity);
        return (people.Identity.Service.ClientFor(one), people.Identity.Service.ClientFor(one.Colleague()));
    }

    private static async Task<Guid> ProposeForAnotherAsync(PeopleUnderTest people, AgencyClient by)
    {
        var (_, other) = await people.AddAsync($"o.{Guid.CreateVersion7():n}", roles: Roles.LeadPractitioner);
        return await ProposeAsync(by, Of(IdentityUnderTest.AgencyId, $"/people/{other.Id}"));
    }

    private static async Task<Guid> ProposeAsync(AgencyClient by, string path)
    {
        var answer = await by.PostAsync(path + "/override-grants", new { });
        Assert.True(answer.Status == 201, answer.Body);
        return answer.Id("grantId");
    }

    private static async Task ApproveAsync(AgencyClient by, Guid grant) =>
        Assert.Equal(204, (await by.PostAsync(Of(IdentityUnderTest.AgencyId, $"/grants/{grant}/approval"), new { })).Status);
}
