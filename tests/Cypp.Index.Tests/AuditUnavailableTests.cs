using Cypp.Access;
using Cypp.Index.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Tests;

/// <summary>AU-2: no audit, no answer, for reads and for writes.</summary>
public sealed class AuditUnavailableTests
{
    [Theory, Engines]
    public async Task AuditNotWritable_ReadShowsNothingAndWriteLeavesNothing(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var worker = TestPractitioner.Of(Roles.LeadPractitioner);
        var child = await service.RegisterAsync(worker, People.Child(familyName: "Unseen"));
        await RunAsync(service, engine == Engine.PostgreSql
            ? "CREATE TRIGGER away BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            : "CREATE TRIGGER away BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'away'); END");
        var before = await CountAsync(service);

        var read = await service.ClientFor(worker).GetAsync($"/index/v1/children/{child}");
        Assert.Equal((503, "application/problem+json", "audit-unavailable"), (read.Status, read.ContentType, read.Code));
        Assert.DoesNotContain("Unseen", read.Body, StringComparison.Ordinal);
        var write = await service.ClientFor(worker).PostAsync("/index/v1/children", People.Child());
        Assert.Equal((503, "audit-unavailable"), (write.Status, write.Code));
        Assert.Equal(before, await CountAsync(service));

        await RunAsync(service, engine == Engine.PostgreSql ? "DROP TRIGGER away ON audit" : "DROP TRIGGER away");
        Assert.Equal(200, (await service.ClientFor(worker).GetAsync($"/index/v1/children/{child}")).Status);
    }

    private static Task<int> RunAsync(ServiceUnderTest service, string statement) =>
        service.InDatabaseAsync<IndexDb, int>(db => db.Database.ExecuteSqlRawAsync(statement));

    private static Task<(int, int, int)> CountAsync(ServiceUnderTest service) => service.InDatabaseAsync<IndexDb, (int, int, int)>(async db =>
        (await db.Children.CountAsync(), await db.Outbox.CountAsync(), await db.Idempotency.CountAsync()));
}
