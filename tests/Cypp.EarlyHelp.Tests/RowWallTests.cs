using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Cypp.EarlyHelp.Tests;

/// <summary>DB-1: a query that forgot every filter still shows nobody else's family; PostgreSQL leaves the rows out.</summary>
public sealed class RowWallTests
{
    [Fact]
    public async Task UnfilteredQuery_ShowsACaseToTheAgencyThatKnowsItAndToNoOther()
    {
        var family = await WithWordsAsync();
        var stranger = TestPractitioner.Of(Roles.LeadPractitioner, "early-help", "beck-valley");
        Assert.Equal((1, 2, 1), await CountAsync(family, family.LeadPractitioner));
        Assert.Equal((0, 0, 0), await CountAsync(family, stranger));
        // The pool's sessions are the same ones: nothing is left of who had them.
        Assert.Equal((1, 2, 1), await CountAsync(family, family.LeadPractitioner));
        Assert.Equal((0, 0, 0), await CountAsync(family, stranger));
    }

    [Fact]
    public async Task UnfilteredQuery_ShowsNobodyASealedChildButTheNamed()
    {
        var (family, named) = (await WithWordsAsync(), Guid.CreateVersion7());
        await family.Service.DeliverAsync(new ChildRestricted(family.Elder, true, [named], ServiceUnderTest.Monday), family.Elder);
        Assert.Equal((1, 1, 0), await CountAsync(family, family.LeadPractitioner));
        Assert.Equal((1, 2, 1), await CountAsync(family, family.LeadPractitioner with { PractitionerId = named }));
    }

    [Fact]
    public async Task UnfilteredQuery_WithoutContext_ShowsNothing()
    {
        var family = await WithWordsAsync();
        Assert.Equal((0, 0, 0), await family.Service.WorkAsync<EarlyHelpDb, (int, int, int)>(new RowContext(""), db => CountAsync(db, family)));
    }

    [Fact]
    public async Task Write_AboutAStrangersChild_IsRefusedByTheDatabase()
    {
        var family = await WithWordsAsync();
        var stranger = TestPractitioner.Of(Roles.LeadPractitioner, "early-help", "beck-valley");
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => family.Service.WorkAsync<EarlyHelpDb, int>(RequestOf(stranger), db =>
        {
            db.StepUps.Add(StepUpOf(family, stranger));
            return db.SaveChangesAsync();
        }));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.IsType<PostgresException>(refused.InnerException).SqlState);
        Assert.Equal(0, await family.Service.WorkAsync<EarlyHelpDb, int>(RequestOf(stranger), db =>
            db.Set<CaseMember>().IgnoreQueryFilters().Where(member => member.ChildId == family.Elder).ExecuteDeleteAsync()));
        Assert.Equal(1, await family.Service.WorkAsync<EarlyHelpDb, int>(RequestOf(family.LeadPractitioner), db =>
        {
            db.StepUps.Add(StepUpOf(family, family.LeadPractitioner));
            return db.SaveChangesAsync();
        }));
    }

    private static async Task<Family> WithWordsAsync()
    {
        var family = await Family.WithCaseAsync(await ServiceUnderTest.SharedAsync<EarlyHelpModule>(Engine.PostgreSql));
        Assert.Equal(200, (await family.EditAsync("/words", new { childId = family.Elder, words = "Made up.", heardOn = "2015-11-02" })).Status);
        return family;
    }

    private static StepUp StepUpOf(Family family, TestPractitioner by) => new()
    {
        Id = Guid.CreateVersion7(),
        CaseId = Guid.Parse(family.Path[^36..]),
        ChildId = family.Elder,
        AgencyId = by.AgencyId,
        PractitionerId = by.PractitionerId,
        ConcernCategory = "N1",
        Urgency = "same-day",
        DisclosureBasis = "risk-of-harm",
        Rationale = "Made up.",
        SteppedUpAt = ServiceUnderTest.Monday,
        SentBySystemAt = ServiceUnderTest.Monday,
    };

    private static RowContext RequestOf(TestPractitioner person) =>
        RowContext.Request(Reach.Related, person.AgencyId, person.PractitionerId, ServiceUnderTest.Monday);

    private static Task<(int Cases, int Members, int Words)> CountAsync(Family family, TestPractitioner reader) =>
        family.Service.WorkAsync<EarlyHelpDb, (int, int, int)>(RequestOf(reader), db => CountAsync(db, family));

    private static async Task<(int Cases, int Members, int Words)> CountAsync(EarlyHelpDb db, Family family)
    {
        Guid[] children = [family.Elder, family.Younger];
        return (
            await db.Cases.IgnoreQueryFilters().CountAsync(one => one.FamilyId == family.FamilyId),
            await db.Set<CaseMember>().IgnoreQueryFilters().CountAsync(member => children.Contains(member.ChildId)),
            await db.Set<ChildWords>().IgnoreQueryFilters().CountAsync(words => children.Contains(words.ChildId)));
    }
}
