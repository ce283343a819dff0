using Cypp.Access;
using Cypp.Testing;

namespace Cypp.EarlyHelp.Tests;

/// <summary>AZ-6 in small: every role that a policy does not name is refused before anything is looked up.</summary>
public sealed class RoleTests
{
    [Fact]
    public async Task Post_ByAnyOtherRole_IsForbidden()
    {
        var service = await ServiceUnderTest.SharedAsync<EarlyHelpModule>(Engine.Sqlite);
        var stepUp = new { children = new[] { new { childId = Guid.Empty, concernCategory = "N1", urgency = "immediate" } }, disclosureBasis = "agreed", rationale = "r" };
        foreach (var role in Roles.All.Except([Roles.LeadPractitioner, Roles.ClusterManager]))
        {
            var answer = await service.ClientFor(TestPractitioner.Of(role)).PostAsync($"/early-help/v1/cases/{Guid.CreateVersion7()}/step-ups", stepUp);
            Assert.Equal((403, "role-not-allowed"), (answer.Status, answer.Code));
        }

        var lead = await service.ClientFor(TestPractitioner.Of(Roles.LeadPractitioner)).PostAsync($"/early-help/v1/cases/{Guid.CreateVersion7()}/step-ups", stepUp);
        Assert.Equal(404, lead.Status);
    }
}
