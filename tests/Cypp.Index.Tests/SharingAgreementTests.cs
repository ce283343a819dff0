using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Access.Sharing;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Index.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Tests;

/// <summary>AZ-5, standards.md section 6: agreements are data; two people put one in force, and from then on it decides.</summary>
public sealed class SharingAgreementTests
{
    private readonly TestPractitioner _proposer = TestPractitioner.Of(Roles.InformationGovernance);
    private readonly Guid _school = Guid.CreateVersion7();

    [Theory, Engines]
    public async Task Agreement_InForceAfterASecondPerson_TellsEveryServiceAndComesBackAsItWent(Engine engine)
    {
        // Its own host: information governance has one inbox, and other tests fill it.
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var agreement = await ProposeAsync(service, Directory(_school));
        var path = $"/index/v1/sharing-agreements/{agreement}";
        Assert.Equal("second-person-needed", (await service.ClientFor(_proposer).PostAsync($"{path}/approval", new { })).Code);
        Assert.Equal(403, (await service.ClientFor(_proposer with { AgencyId = Guid.CreateVersion7() }).PostAsync($"{path}/approval", new { })).Status);
        var second = service.ClientFor(_proposer.Colleague());
        var notice = Assert.Single((await second.GetAsync("/index/v1/inbox")).Json["items"]!.AsArray());
        Assert.Equal("sharing-agreement-to-approve", (string?)notice!["kind"]);
        Assert.DoesNotContain(await service.PublishedAsync<IndexDb, SharingAgreementChanged>(), one => one.AgencyId == _school);
        Assert.Equal(204, (await second.PostAsync($"{path}/approval", new { })).Status);
        Assert.Equal("agreement-decided", (await second.PostAsync($"{path}/approval", new { })).Code);
        var told = Assert.Single(await service.PublishedAsync<IndexDb, SharingAgreementChanged>(), one => one.AgencyId == _school);
        Assert.Equal(3, told.Rules.Count);
        var exported = (await second.GetAsync("/index/v1/sharing-agreements")).Json["organisations"]!.AsArray().Single(one => (string?)one!["orgId"] == _school.ToString())!;
        Assert.True(JsonNode.DeepEquals(Directory(_school)["organisations"]![0]!["dsaPolicy"], WithoutNulls(exported["dsaPolicy"]!)), exported.ToJsonString());
    }

    [Theory, Engines]
    public async Task Agreement_ReplacesTheOneBefore_UnlessItIsOlder(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var second = service.ClientFor(_proposer.Colleague());
        var older = await ProposeAsync(service, Directory(_school, "2015-01-01T00:00:00+00:00"));
        var newer = await ProposeAsync(service, Directory(_school, "2015-09-01T00:00:00+00:00"));
        Assert.Equal(204, (await second.PostAsync($"/index/v1/sharing-agreements/{newer}/approval", new { })).Status);
        Assert.Equal("agreement-older", (await second.PostAsync($"/index/v1/sharing-agreements/{older}/approval", new { })).Code);
        var newest = await ProposeAsync(service, Directory(_school, "2015-10-01T00:00:00+00:00"));
        Assert.Equal(204, (await second.PostAsync($"/index/v1/sharing-agreements/{newest}/approval", new { })).Status);
        Assert.Equal(3, await service.InDatabaseAsync<IndexDb, int>(db => db.Set<SharingRule>().CountAsync(rule => rule.AgencyId == _school)));
        Assert.Equal("2015-10-01T00:00:00+00:00", (string?)(await ExplainAsync(service, "EDUCATION", "CONTENT", "SAFEGUARDING"))["version"]);
    }

    [Theory, Engines]
    public async Task Explanation_NamesEffectAndRule(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        Assert.Equal("no-agreement", (string?)(await ExplainAsync(service, "HEALTH", "EXISTENCE", "SAFEGUARDING"))["decidingRule"]);
        var agreement = await ProposeAsync(service, Directory(_school));
        Assert.Equal("no-agreement", (string?)(await ExplainAsync(service, "HEALTH", "EXISTENCE", "SAFEGUARDING"))["decidingRule"]);
        await service.ClientFor(_proposer.Colleague()).PostAsync($"/index/v1/sharing-agreements/{agreement}/approval", new { });
        (string, string, string, string, string)[] cases =
        [
            ("HEALTH", "EXISTENCE", "SAFEGUARDING", "allow", "defaults[0]"),
            ("LOCAL_AUTHORITY", "CONTENT", "SAFEGUARDING", "allow", "defaults[1]"),
            ("HEALTH", "CONTENT", "SAFEGUARDING", "deny", "no-rule-fits"),
            ("VOLUNTARY", "CONTENT", "GENERAL_ENQUIRY", "deny", "exceptions[0]"),
        ];
        foreach (var (type, mode, purpose, effect, rule) in cases)
        {
            var said = await ExplainAsync(service, type, mode, purpose);
            Assert.Equal((effect, rule), ((string?)said["effect"], (string?)said["decidingRule"]));
        }

        Assert.Equal("Not for enquiries.", (string?)(await ExplainAsync(service, "VOLUNTARY", "CONTENT", "GENERAL_ENQUIRY"))["reason"]);
    }

    [Theory, Engines]
    public async Task Involvement_OfAnAgencyThatSharesNothing_IsNotTold(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var worker = TestPractitioner.Of(Roles.SocialWorker);
        var child = await service.RegisterAsync(worker);
        await service.DeliverAsync(new PupilEnrolled(Guid.CreateVersion7(), child, _school, "beck-valley", "primary", new DateOnly(2015, 9, 7)), child, sourceAgency: _school);
        async Task<int> SeenAsync(TestPractitioner reader) =>
            (await service.ClientFor(reader).GetAsync($"/index/v1/children/{child}/involvement")).Json["items"]!.AsArray().Count;
        Assert.Equal(1, await SeenAsync(worker));
        await service.Agreements.AgreeAsync(_school);
        Assert.Equal(0, await SeenAsync(worker));
        Assert.Equal(1, await SeenAsync(new TestPractitioner(Roles.SchoolLead, _school, "school", Guid.CreateVersion7())));
        await service.Agreements.AgreeAsync(_school, CityAgreement.Rules[0] with { Modes = [SharingModes.Content] });
        Assert.Equal(0, await SeenAsync(worker));
        await service.Agreements.AgreeAsync(_school, CityAgreement.Rules[0] with { Modes = [SharingModes.Existence], Destinations = [worker.AgencyId.ToString()] });
        Assert.Equal(1, await SeenAsync(worker));
    }

    [Theory]
    [InlineData("effect", "permit", "effect-unknown")]
    [InlineData("validUntil", "2014-12-31T00:00:00+00:00", "validity-inverted")]
    public async Task Proposal_WithARuleThatIsNone_Is400AndKeepsNothing(string member, string value, string code)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(Engine.Sqlite);
        var directory = Directory(_school);
        directory["organisations"]![0]!["dsaPolicy"]!["defaults"]![0]![member] = value;
        var answer = await service.ClientFor(_proposer).PostAsync("/index/v1/sharing-agreements", directory);
        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.False(await service.InDatabaseAsync<IndexDb, bool>(db => db.Agreements.AnyAsync(row => row.OrgId == _school.ToString())));
    }

    [Fact]
    public async Task Proposal_OfOneOrganisationTwiceOrWithAnUnknownMember_Is400()
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(Engine.Sqlite);
        var twice = Directory(_school);
        twice["organisations"]!.AsArray().Add(twice["organisations"]![0]!.DeepClone());
        Assert.Equal("organisation-twice", (await service.ClientFor(_proposer).PostAsync("/index/v1/sharing-agreements", twice)).Code);
        var more = Directory(_school);
        more["organisations"]![0]!["dsaPolicy"]!["extra"] = 1;
        Assert.Equal(400, (await service.ClientFor(_proposer).PostAsync("/index/v1/sharing-agreements", more)).Status);
    }

    private async Task<Guid> ProposeAsync(ServiceUnderTest service, JsonNode directory)
    {
        var answer = await service.ClientFor(_proposer).PostAsync("/index/v1/sharing-agreements", directory);
        Assert.Equal(201, answer.Status);
        return Guid.Parse((string)answer.Json["agreements"]![0]!["agreementId"]!);
    }

    private async Task<JsonNode> ExplainAsync(ServiceUnderTest service, string type, string mode, string purpose)
    {
        var answer = await service.ClientFor(_proposer).GetAsync(
            $"/index/v1/sharing-explanation?source={_school}&destinationType={type}&recordType=education.details&mode={mode}&purpose={purpose}");
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }

    /// <summary>A made-up school in the shape of the Department for Education's directory.</summary>
    private static JsonNode Directory(Guid school, string version = "2015-09-01T00:00:00+00:00") => JsonNode.Parse($$"""
        {
          "organisations": [
            {
              "orgId": "{{school}}", "orgName": "Made-up school", "orgType": "EDUCATION",
              "records": [{ "recordType": "education.details", "connection": { "method": "GET", "url": "https://school.test/{personId}", "auth": { "clientSecret": "redacted" } } }],
              "dsaPolicy": {
                "version": "{{version}}",
                "defaults": [
                  { "effect": "allow", "modes": ["EXISTENCE"], "recordTypes": ["education.details"], "purposes": ["SAFEGUARDING", "IDENTIFICATION"], "destOrgTypes": ["LOCAL_AUTHORITY", "HEALTH"], "validFrom": "2015-01-01T00:00:00+00:00" },
                  { "effect": "allow", "modes": ["CONTENT"], "recordTypes": ["education.details"], "purposes": ["SAFEGUARDING"], "destOrgTypes": ["LOCAL_AUTHORITY", "EDUCATION"], "validFrom": "2015-01-01T00:00:00+00:00" }
                ],
                "exceptions": [
                  { "effect": "deny", "modes": ["CONTENT"], "recordTypes": ["education.details"], "purposes": ["GENERAL_ENQUIRY"], "destOrgTypes": ["VOLUNTARY"], "reason": "Not for enquiries." }
                ]
              }
            }
          ]
        }
        """)!;

    private static JsonNode WithoutNulls(JsonNode policy)
    {
        foreach (var rule in policy["defaults"]!.AsArray().Concat(policy["exceptions"]!.AsArray()).Select(rule => rule!.AsObject()))
        {
            foreach (var member in rule.Where(member => member.Value is null).Select(member => member.Key).ToList())
            {
                rule.Remove(member);
            }
        }

        return policy;
    }
}
