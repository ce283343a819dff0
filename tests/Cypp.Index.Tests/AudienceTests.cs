using Cypp.ServiceKit.Trust;
using Cypp.Testing;

namespace Cypp.Index.Tests;

/// <summary>GW-2: a service, called directly, believes only tokens that were exchanged for it.</summary>
public sealed class AudienceTests
{
    [Theory]
    [InlineData("urn:svc:index", TestIssuer.AllServices, 200)]
    [InlineData(TokenTrust.EdgeAudience, TestIssuer.AllServices, 401)]
    [InlineData("urn:svc:learning", TestIssuer.AllServices, 401)]
    [InlineData("urn:svc:index", "learning", 403)]
    [InlineData("urn:svc:index", "indexes", 403)]
    public async Task Get_WithTokenOfSomeAudienceAndScope_IsBelievedWhereItIsMeant(string audience, string scope, int status)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(Engine.Sqlite);
        using var http = service.AnonymousClient();
        var token = service.Issuer.TokenFor(TestPractitioner.Of(Access.Roles.PlatformOperator, "platform"), audience, scope: scope);
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(status, (await new AgencyClient(http).GetAsync("/index/v1/messages")).Status);
    }
}
