using Cypp.Access;
using Cypp.Testing;
using static Cypp.Identity.Tests.Administrators;
using static Cypp.Identity.Tests.AgencyOperationTests;

namespace Cypp.Identity.Tests;

/// <summary>AZ-5: a role that comes upon sealed children, takes lists out or grants is given by two people.</summary>
public sealed class RoleGrantTests
{
    /// <summary>Whoever adds an operation of that kind must say so of its roles.</summary>
    [Fact]
    public void Roles_OfSealedChildrenAndExports_TakeTwoPeople()
    {
        var wide = AccessMatrix.Actions.Values
            .Where(action => action.Reach == Messaging.Reach.SealedChild || action.Name.EndsWith("_ReadAccessLog", StringComparison.Ordinal)
                || action.Name.Contains("_Export", StringComparison.Ordinal) || action.Name is "Identity_ApproveGrant")
            .SelectMany(action => action.Roles).ToHashSet();
        Assert.Equal(wide.Order(), Roles.All.Where(AccessMatrix.NeedsSecondPerson).Order());
    }

    [Theory, Engines]
    public async Task Register_WithSuchARole_HasItOnceAnotherAdministratorApproves(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var (one, two) = (Operator.SignedIn(identity), Operator.Colleague().SignedIn(identity));
        var agency = await RegisterAsync(identity, "social-care", Roles.SocialWorker, Roles.SeniorManager);
        Assert.Equal([Roles.SocialWorker], await RolesAsync());
        var waiting = Assert.Single((await identity.Service.ClientFor(two).GetAsync(Of(agency, "/grants"))).Json["grants"]!.AsArray())!;
        Assert.Equal((Roles.SeniorManager, one.PractitionerId.ToString(), null), ((string?)waiting["right"], (string?)waiting["proposedBy"], (string?)waiting["practitionerId"]));
        var path = Of(agency, $"/grants/{waiting["grantId"]}/approval");
        Assert.Equal((409, "second-person-needed"), await ApproveAsync(one));
        // Its system may say any name: two of them would be one hand.
        Assert.Equal((403, "sign-in-needed"), await ApproveAsync(two with { SignedInAt = null }));
        Assert.Equal((403, "grant-not-yours"), await ApproveAsync(TestPractitioner.Of(Roles.AgencyAdministrator) with { AgencyId = agency, SignedInAt = identity.Now }));
        Assert.Equal((404, "not-found"), await ApproveAsync(TestPractitioner.Of(Roles.AgencyAdministrator).SignedIn(identity)));
        Assert.Equal([Roles.SocialWorker], await RolesAsync());
        Assert.Equal((204, null), await ApproveAsync(two));
        Assert.Equal((409, "already-decided"), await ApproveAsync(two));
        Assert.Equal([Roles.SocialWorker, Roles.SeniorManager], await RolesAsync());

        async Task<(int, string?)> ApproveAsync(TestPractitioner by) => Refusal(await identity.Service.ClientFor(by).PostAsync(path, new { }));
        async Task<string[]> RolesAsync() => [.. (await identity.Service.ClientFor(one).GetAsync(Of(agency))).Json["roles"]!.AsArray().Select(role => (string)role!)];
    }

    [Theory, Engines]
    public async Task Register_WithSuchARole_ByASystemsWord_IsRefused(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var agency = Guid.CreateVersion7();
        var answer = await identity.Service.ClientFor(Operator).PostAsync(Agencies, new
        {
            agencyId = agency,
            name = "New",
            type = "social-care",
            roles = new[] { Roles.SocialWorker, Roles.InformationGovernance },
            contractEndsOn = InAMonth(identity),
        });
        Assert.Equal((403, "sign-in-needed"), Refusal(answer));
        Assert.Equal(404, (await identity.Service.ClientFor(Operator).GetAsync(Of(agency))).Status);
    }

    /// <summary>What is no longer asked for does not come in by a late approval; what is taken back neither.</summary>
    [Theory, Engines]
    public async Task Proposal_OfBefore_EndsWithAChangeOrByHand(Engine engine)
    {
        var identity = await IdentityUnderTest.SharedAsync(engine);
        var (one, two) = (identity.Service.ClientFor(Operator.SignedIn(identity)), identity.Service.ClientFor(Operator.Colleague().SignedIn(identity)));
        var agency = await RegisterAsync(identity, "social-care", Roles.SocialWorker, Roles.SeniorManager);
        var first = await WaitingAsync();
        var change = new { name = "New", roles = new[] { Roles.SocialWorker, Roles.DataProtectionOfficer }, contractEndsOn = InAMonth(identity) };
        Assert.Equal(200, (await one.PutAsync(Of(agency), change, (await one.GetAsync(Of(agency))).ETag)).Status);
        Assert.Equal((409, "already-decided"), Refusal(await two.PostAsync(Of(agency, $"/grants/{first}/approval"), new { })));
        var second = await WaitingAsync();
        Assert.Equal(204, (await one.PostAsync(Of(agency, $"/grants/{second}/end"), new { })).Status);
        Assert.Equal((409, "already-decided"), Refusal(await two.PostAsync(Of(agency, $"/grants/{second}/approval"), new { })));
        Assert.Equal(Roles.SocialWorker, (string?)Assert.Single((await one.GetAsync(Of(agency))).Json["roles"]!.AsArray()));

        async Task<string> WaitingAsync() => (string)Assert.Single((await two.GetAsync(Of(agency, "/grants"))).Json["grants"]!.AsArray())!["grantId"]!;
    }
}
