using System.Data;
using Cypp.Access;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Tests;

/// <summary>DB-1: a request says once for whom it reads, and keeps the session of PostgreSQL to which it said so.</summary>
public sealed class SessionTests
{
    // A service under test has 20.
    private const int ManyMoreThanSessions = 80;

    [Fact]
    public async Task Request_KeepsItsSession_OtherWorkGivesItBackAtOnce()
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(Engine.PostgreSql);
        var request = RowContext.Request(Reach.Related, Guid.CreateVersion7(), Guid.CreateVersion7(), service.Time.GetUtcNow());
        foreach (var (context, after) in new[] { (request, ConnectionState.Open), (RowContext.Consumer, ConnectionState.Closed), (RowContext.Job, ConnectionState.Closed) })
        {
            Assert.Equal(after, await service.WorkAsync<IndexDb, ConnectionState>(context, async db =>
            {
                await db.Children.CountAsync();
                return db.Database.GetDbConnection().State;
            }));
        }
    }

    /// <summary>A refusal is put on record in a scope of its own: were each to hold one session and wait for another, none would get it.</summary>
    [Fact]
    public async Task Refusals_ManyMoreThanSessions_AreAllAnswered()
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(Engine.PostgreSql);
        var client = service.ClientFor(TestPractitioner.Of(Roles.SocialWorker));
        var answers = await Task.WhenAll(Enumerable.Range(0, ManyMoreThanSessions).Select(_ => client.GetAsync($"/index/v1/children/{Guid.CreateVersion7()}")));
        Assert.All(answers, answer => Assert.Equal(404, answer.Status));
    }
}
