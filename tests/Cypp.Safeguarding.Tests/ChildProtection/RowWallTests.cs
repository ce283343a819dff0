using Cypp.Contracts.Index;
using Cypp.Messaging;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Tests.ChildProtection;

/// <summary>DB-1: a query that forgot every filter shows a case to who has a relationship with its child, and to no other.</summary>
public sealed class RowWallTests
{
    [Fact]
    public async Task UnfilteredQuery_ShowsAPlanToItsWorkerAndToNoOtherAgency()
    {
        var one = await ProtectedAsync();
        Assert.Equal((1, 1, 1), await CountAsync(one, one.WorkerPerson));
        Assert.Equal((0, 0, 0), await CountAsync(one, TestPractitioner.Of(one.WorkerPerson.Role)));
        Assert.Equal((0, 0, 0), await CountAsync(one, TestPractitioner.Of(Access.Roles.SchoolLead)));
        Assert.Equal((1, 1, 1), await CountAsync(one, one.WorkerPerson));
    }

    [Fact]
    public async Task UnfilteredQuery_ShowsNobodyASealedChildButTheNamed()
    {
        var (one, named) = (await ProtectedAsync(), Guid.CreateVersion7());
        await one.Service.DeliverAsync(new ChildRestricted(one.ChildId, true, [named], ServiceUnderTest.Monday), one.ChildId);
        Assert.Equal((0, 0, 0), await CountAsync(one, one.WorkerPerson));
        Assert.Equal((1, 1, 1), await CountAsync(one, one.WorkerPerson with { PractitionerId = named }));
    }

    private static async Task<CaseUnderTest> ProtectedAsync()
    {
        var one = await CaseUnderTest.OpenAsync(await ServiceUnderTest.SharedAsync<SafeguardingModule>(Engine.PostgreSql));
        await one.ProtectAsync();
        return one;
    }

    private static Task<(int Referrals, int Plans, int Enquiries)> CountAsync(CaseUnderTest one, TestPractitioner reader) =>
        one.Service.WorkAsync<SafeguardingDb, (int, int, int)>(
            RowContext.Request(Reach.Related, reader.AgencyId, reader.PractitionerId, one.Service.Time.GetUtcNow()),
            async db => (
                await db.Set<Referral>().IgnoreQueryFilters().CountAsync(row => row.ChildId == one.ChildId),
                await db.Set<Plan>().IgnoreQueryFilters().CountAsync(row => row.ChildId == one.ChildId),
                await db.Set<Section47Enquiry>().IgnoreQueryFilters().CountAsync(row => row.ChildId == one.ChildId)));
}
