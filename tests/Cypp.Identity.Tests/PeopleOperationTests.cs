using System.Text;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Identity.Data;
using Cypp.Messaging.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using static Cypp.Identity.Tests.Administrators;
using static Cypp.Identity.Tests.AgencyOperationTests;

namespace Cypp.Identity.Tests;

/// <summary>Onboarding over HTTP: an agency's people, by its own administrators (AZ-5).</summary>
public sealed class PeopleOperationTests
{
    [Theory, Engines]
    public async Task Add_GivesTheEnrolmentCodeOnce_AndKeepsItNowhere(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var identity = people.Identity;
        var admin = identity.Service.ClientFor(AdministratorOf(IdentityUnderTest.AgencyId));
        var (path, body) = (Of(IdentityUnderTest.AgencyId, "/people"), Person(identity, "new.lead"));
        var answer = await admin.PostAsync(path, body, key: "once");
        Assert.True(answer.Status == 201, answer.Body);
        var (id, code) = (answer.Id("practitionerId"), (string)answer.Json["enrolmentCode"]!);
        Assert.Equal((201, ""), await admin.PostAsync(path, body, key: "once") is var again ? (again.Status, again.Body) : default);
        Assert.DoesNotContain("code", (await admin.GetAsync($"{path}/{id}")).Body, StringComparison.OrdinalIgnoreCase);
        Assert.False(await identity.Service.InDatabaseAsync<IdentityDb, bool>(async db =>
            (await db.Set<IdempotencyRecord>().ToListAsync()).Exists(row => Encoding.UTF8.GetString(row.Body).Contains(code, StringComparison.Ordinal))
            || (await db.Set<AuditRow>().ToListAsync()).Exists(row => Encoding.UTF8.GetString(row.ToCanonical()).Contains(code, StringComparison.Ordinal))));

        var person = await people.EnrolAsync(new(id, "new.lead", code));
        await people.SessionAsync(person);
        Assert.Equal((409, "user-name-taken"), Refusal(await admin.PostAsync(path, body)));
        Assert.Equal((409, "practitioner-known"), Refusal(await admin.PostAsync(path, Person(identity, "other.name", id))));
    }

    [Theory, Engines]
    public async Task Renew_EndsWhatTheAccountHad_AndRolesThatTookTwoPeople(Engine engine)
    {
        await using var people = await PeopleUnderTest.StartAsync(engine);
        var identity = people.Identity;
        var admin = identity.Service.ClientFor(AdministratorOf(IdentityUnderTest.AgencyId));
        var person = await people.EnrolledAsync();
        var (access, refresh) = await people.SessionAsync(person);
        await identity.Service.InDatabaseAsync<IdentityDb, int>(async db =>
        {
            var agency = await db.Agencies.SingleAsync(row => row.Id == IdentityUnderTest.AgencyId);
            agency.Take(Roles.AgencyAdministrator);
            Assert.Null((await db.Practitioners.SingleAsync(row => row.Id == person.Id)).Take(agency, Roles.AgencyAdministrator));
            return await db.SaveChangesAsync();
        });
        var path = Of(IdentityUnderTest.AgencyId, $"/people/{person.Id}");
        var answer = await admin.PostAsync(path + "/enrolment-renewals", new { }, key: "once");
        Assert.Equal((201, ""), await admin.PostAsync(path + "/enrolment-renewals", new { }, key: "once") is var again ? (again.Status, again.Body) : default);
        await SessionTests.AssertEndedAsync(people, access, refresh);
        Assert.Equal(Roles.SchoolLead, (string?)Assert.Single((await admin.GetAsync(path)).Json["roles"]!.AsArray()));
        await people.SessionAsync(await people.EnrolAsync(person with { Code = (string)answer.Json["enrolmentCode"]! }));
    }

    [Fact]
    public async Task Change_RolesAndLastDay_EndsWhatIsLost()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.PostgreSql);
        var identity = people.Identity;
        var admin = identity.Service.ClientFor(AdministratorOf(IdentityUnderTest.AgencyId));
        var person = await people.EnrolledAsync();
        var (access, refresh) = await people.SessionAsync(person);
        var path = Of(IdentityUnderTest.AgencyId, $"/people/{person.Id}");
        var today = DateOnly.FromDateTime(identity.Now.UtcDateTime).ToString("yyyy-MM-dd");
        Assert.Equal((428, "if-match-missing"), Refusal(await admin.PutAsync(path, new { roles = new[] { Roles.KeyAdult }, contractEndsOn = today })));
        Assert.Equal((400, "role-not-of-agency"), Refusal(await PutAsync(Roles.SchoolOfficer)));
        Assert.Equal((400, "role-not-of-agency"), Refusal(await PutAsync()));
        Assert.Equal((404, 400), ((await admin.GetAsync(Of(IdentityUnderTest.AgencyId, $"/people/{Guid.CreateVersion7()}"))).Status, (await admin.PutAsync(path, new { roles = Array.Empty<string>() })).Status));
        Assert.Equal(200, (await PutAsync(Roles.KeyAdult)).Status);
        Assert.Equal((400, 400), ((await people.RefreshAsync(refresh)).Status, (await people.ExchangeAsync(access)).Status));
        Assert.Equal((412, "stale"), Refusal(await admin.PutAsync(path, new { roles = new[] { Roles.SchoolLead }, contractEndsOn = today }, "\"1\"")));

        async Task<Answer> PutAsync(params string[] roles) => await admin.PutAsync(path, new { roles, contractEndsOn = today }, (await admin.GetAsync(path)).ETag);
    }

    [Fact]
    public async Task Revoke_Person_EndsTheirSessions_AndReinstateLetsThemInAgain()
    {
        await using var people = await PeopleUnderTest.StartAsync(Engine.PostgreSql);
        var admin = people.Identity.Service.ClientFor(AdministratorOf(IdentityUnderTest.AgencyId));
        var person = await people.EnrolledAsync();
        var (access, refresh) = await people.SessionAsync(person);
        var path = Of(IdentityUnderTest.AgencyId, $"/people/{person.Id}");
        Assert.Equal(204, (await admin.PostAsync(path + "/revocation", new { })).Status);
        await SessionTests.AssertEndedAsync(people, access, refresh);
        Assert.True((bool)(await admin.GetAsync(path)).Json["revoked"]!);
        Assert.Equal(204, (await admin.PostAsync(path + "/reinstatement", new { })).Status);
        people.Identity.Service.Time.Advance(TimeSpan.FromSeconds(1));
        await people.SessionAsync(person);
    }

    /// <summary>AZ-5: no role may grant what it lacks.</summary>
    [Theory, Engines]
    public async Task Add_WhatTheAdministratorLacks_IsRefused(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var agency = await RegisterAsync(identity, "social-care", Roles.SocialWorker, Roles.SeniorManager, Roles.AgencyAdministrator);
        var own = AdministratorOf(agency).SignedIn(identity);
        var path = Of(agency, "/people");
        // Roles of the type that the agency was not given, or not yet: no second person has approved them.
        Assert.Equal((400, "role-not-of-agency"), await AddAsync(own, Roles.IndexOfficer));
        Assert.Equal((400, "role-not-of-agency"), await AddAsync(own, Roles.SeniorManager));
        Assert.Equal((400, "role-not-of-agency"), await AddAsync(own, Roles.PlatformAdministrator));
        // The operator's administrator has no child data, and gives nobody a role that has.
        Assert.Equal((403, "grant-not-yours"), await AddAsync(Operator.SignedIn(identity), Roles.SocialWorker));
        // Nobody to himself.
        Assert.Equal((403, "not-to-oneself"), Refusal(await identity.Service.ClientFor(own).PostAsync(path, Person(identity, "my.self", own.PractitionerId, Roles.SocialWorker))));
        // Another agency's administrator: as if absent.
        Assert.Equal((404, "not-found"), await AddAsync(AdministratorOf(Guid.CreateVersion7()).SignedIn(identity), Roles.SocialWorker));
        Assert.False(await identity.Service.InDatabaseAsync<IdentityDb, bool>(db => db.Practitioners.AnyAsync(row => row.AgencyId == agency)));
        var added = await identity.Service.ClientFor(own).PostAsync(path, Person(identity, $"w.{Guid.CreateVersion7():n}", null, Roles.SocialWorker));
        Assert.Equal(201, added.Status);
        var other = identity.Service.ClientFor(AdministratorOf(Guid.CreateVersion7()).SignedIn(identity));
        foreach (var operation in new[] { "", "/revocation", "/reinstatement", "/enrolment-renewals" })
        {
            var there = $"{path}/{added.Id("practitionerId")}{operation}";
            Assert.Equal((404, "not-found"), Refusal(operation.Length == 0 ? await other.GetAsync(there) : await other.PostAsync(there, new { })));
        }

        // Nor takes the operator's administrator over an account of the agency by its code.
        Assert.Equal((403, "grant-not-yours"), Refusal(
            await identity.Service.ClientFor(Operator).PostAsync($"{path}/{added.Id("practitionerId")}/enrolment-renewals", new { })));

        async Task<(int, string?)> AddAsync(TestPractitioner by, string role) =>
            Refusal(await identity.Service.ClientFor(by).PostAsync(path, Person(identity, $"p.{Guid.CreateVersion7():n}", null, role)));
    }

    /// <summary>The operator gives an agency its first administrator, by two people at both levels.</summary>
    [Theory, Engines]
    public async Task Add_Administrator_IsOneOnceAnotherApproves(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var (one, two) = (identity.Service.ClientFor(Operator.SignedIn(identity)), identity.Service.ClientFor(Operator.Colleague().SignedIn(identity)));
        var agency = await RegisterAsync(identity, "school", Roles.SchoolLead, Roles.AgencyAdministrator);
        await ApproveAllAsync(two, agency);
        var added = await one.PostAsync(Of(agency, "/people"), Person(identity, $"a.{Guid.CreateVersion7():n}", null, Roles.AgencyAdministrator));
        Assert.True(added.Status == 201, added.Body);
        var path = Of(agency, $"/people/{added.Id("practitionerId")}");
        Assert.Empty((await one.GetAsync(path)).Json["roles"]!.AsArray());
        var grant = (string)Assert.Single(added.Json["grantIds"]!.AsArray())!;
        Assert.Equal((409, "second-person-needed"), Refusal(await one.PostAsync(Of(agency, $"/grants/{grant}/approval"), new { })));
        var themselves = AdministratorOf(agency) with { PractitionerId = added.Id("practitionerId"), SignedInAt = identity.Now };
        Assert.Equal((403, "not-to-oneself"), Refusal(await identity.Service.ClientFor(themselves).PostAsync(Of(agency, $"/grants/{grant}/approval"), new { })));
        Assert.Equal(204, (await two.PostAsync(Of(agency, $"/grants/{grant}/approval"), new { })).Status);
        Assert.Equal(Roles.AgencyAdministrator, (string?)Assert.Single((await one.GetAsync(path)).Json["roles"]!.AsArray()));
    }

    [Theory, Engines]
    public async Task Add_WhatCannotBe_IsRefusedByName(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var admin = identity.Service.ClientFor(AdministratorOf(IdentityUnderTest.AgencyId));
        var (path, roles, ends) = (Of(IdentityUnderTest.AgencyId, "/people"), new[] { Roles.SchoolLead }, InAMonth(identity));
        foreach (var (body, code) in new (object, string)[]
        {
            (new { userName = "x", roles, contractEndsOn = ends }, "user-name-unusable"), (new { userName = "a b c", roles, contractEndsOn = ends }, "user-name-unusable"),
            (new { userName = "who.late", roles, contractEndsOn = "2020-01-01" }, "contract-ended"), (new { userName = "who.none", roles = Array.Empty<string>(), contractEndsOn = ends }, "role-not-of-agency"),
            (new { userName = "who.more", roles, contractEndsOn = ends, mayOverride = true }, "malformed-json"), (new { userName = "who.less", roles }, "malformed-json"),
        })
        {
            Assert.Equal((400, code), Refusal(await admin.PostAsync(path, body)));
        }

        Assert.False(await identity.Service.InDatabaseAsync<IdentityDb, bool>(db => db.Accounts.AnyAsync(row => row.UserName!.StartsWith("who."))));
    }

    internal static TestPractitioner AdministratorOf(Guid agencyId) => TestPractitioner.Of(Roles.AgencyAdministrator) with { AgencyId = agencyId };

    internal static async Task ApproveAllAsync(AgencyClient by, Guid agency)
    {
        foreach (var grant in (await by.GetAsync(Of(agency, "/grants"))).Json["grants"]!.AsArray())
        {
            Assert.Equal(204, (await by.PostAsync(Of(agency, $"/grants/{grant!["grantId"]}/approval"), new { })).Status);
        }
    }

    internal static object Person(IdentityUnderTest identity, string userName, Guid? id = null, params string[] roles) => new
    {
        userName,
        roles = roles.Length > 0 ? roles : [Roles.SchoolLead],
        contractEndsOn = InAMonth(identity),
        practitionerId = id,
    };
}
