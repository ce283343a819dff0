using Cypp.Access;
using Cypp.Access.Sharing;
using Cypp.Contracts.Index;
using Cypp.Story.Agencies;
using Cypp.Testing;

namespace Cypp.Story.City;

/// <summary>The city's agencies sign its sharing agreement: one person of information governance proposes, another approves.</summary>
internal static class SharingAgreements
{
    private const int AtATime = 50;

    public static async Task SignAsync(CityAgencies agencies, IReadOnlyList<DemoAgency> signing)
    {
        var governance = agencies.SystemOf(DemoAgencies.SocialWork);
        var (first, second) = (await governance.AsAsync(Roles.InformationGovernance), await governance.AsAsync(Roles.InformationGovernance, 2));
        foreach (var some in signing.Chunk(AtATime))
        {
            var proposed = Expect.Success(await first.PostAsync("/index/v1/sharing-agreements", new { organisations = some.Select(Organisation) }), "sharing agreements");
            foreach (var agreement in proposed.Json["agreements"]!.AsArray())
            {
                Expect.Success(await second.PostAsync($"/index/v1/sharing-agreements/{agreement!["agreementId"]}/approval", new { }), "approval of a sharing agreement");
            }
        }
    }

    private static object Organisation(DemoAgency agency) => new
    {
        orgId = agency.Id,
        orgName = agency.Name,
        orgType = OrgTypes.Of(agency.Type),
        records = CityAgreement.Rules[0].RecordTypes.Select(type => new { recordType = type }),
        dsaPolicy = new
        {
            version = "2015-09-01T00:00:00Z",
            defaults = CityAgreement.Rules.Select(Rule),
            exceptions = Array.Empty<object>(),
        },
    };

    private static object Rule(AgreedRule rule) => new
    {
        effect = "allow",
        modes = rule.Modes,
        recordTypes = rule.RecordTypes,
        purposes = rule.Purposes,
        destOrgTypes = rule.Destinations,
        validFrom = "2015-09-01T00:00:00Z",
    };
}
