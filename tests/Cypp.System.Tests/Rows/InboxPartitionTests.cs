using Cypp.Messaging.Data;
using Cypp.ServiceKit.Postgres;
using Cypp.Testing;
using Npgsql;

namespace Cypp.System.Tests.Rows;

/// <summary>MQ-5: the inbox is kept for 400 days and no longer, a partition a month.</summary>
public sealed class InboxPartitionTests
{
    [Fact]
    public async Task Keep_DropsMonthsOlderThan400DaysAndNoOther()
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        await MigratedDatabase.MigrateAsync("health", database.Settings);
        var now = TimeProvider.System.GetUtcNow();
        // A part of the month, one before the first month that was made, and one after the last.
        foreach (var written in new[] { now, now.AddMonths(1), now.AddMonths(-2), now.AddMonths(30) })
        {
            await MigratedDatabase.QueryAsync(database.Superuser, $"""INSERT INTO inbox VALUES ('{Guid.CreateVersion7(written)}')""", _ => 0);
        }

        Assert.Equal(["inbox_other", "inbox_other"], (await PartitionsAsync(database)).Where(partition => partition == "inbox_other"));
        var later = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1) + InboxEntry.Kept;
        await using var owner = new NpgsqlConnection(database.Owner);
        await owner.OpenAsync();
        await InboxPartitions.KeepAsync(owner, later.AddMinutes(-1), CancellationToken.None);
        Assert.Equal(3, (await PartitionsAsync(database)).Count);
        await InboxPartitions.KeepAsync(owner, later, CancellationToken.None);
        Assert.Equal([$"inbox_{now.AddMonths(1):yyyyMM}", "inbox_other"], await PartitionsAsync(database));
    }

    /// <returns>Where each row of the inbox lies.</returns>
    private static Task<List<string>> PartitionsAsync(TestPostgres database) => MigratedDatabase.QueryAsync(
        database.Superuser, "SELECT tableoid::regclass::text FROM inbox ORDER BY 1", row => row.GetString(0));
}
