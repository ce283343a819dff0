using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Index.Data;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Tests;

/// <summary>AU-1: a service that is asked past the gateway counts who it does not know, and keeps no row of them.</summary>
public sealed class UnknownCallersTests
{
    [Theory, Engines]
    public async Task Get_WithoutATokenForTheService_IsCountedAndNotStored(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        using var count = new UnknownCallerCount(service.Services);
        var path = $"/index/v1/children/{Guid.CreateVersion7()}";
        var outer = service.AnonymousClient();
        outer.DefaultRequestHeaders.Authorization = new("Bearer", new TestIssuer().TokenFor(TestPractitioner.Of(Roles.SocialWorker), TokenTrust.EdgeAudience));
        Assert.Equal(401, (await new AgencyClient(service.AnonymousClient()).GetAsync(path)).Status);
        Assert.Equal(401, (await new AgencyClient(outer).GetAsync(path)).Status);
        Assert.Equal(404, (await service.ClientFor(TestPractitioner.Of(Roles.SocialWorker)).GetAsync(path)).Status);
        Assert.Equal(["1 code=no-token, 1 tag", "1 code=invalid-token, 1 tag"], count.Codes);
        Assert.Equal(1, await service.InDatabaseAsync<IndexDb, int>(db => db.Set<AuditRow>().CountAsync()));
    }
}
