using Cypp.Messaging.Data;
using Npgsql;

namespace Cypp.ServiceKit.Postgres;

/// <summary>
/// The inbox is kept for 400 days (MQ-5), a partition a month: an old month is dropped, not deleted row by row. A message's id
/// begins with the time at which it was written (UUID version 7, RFC 9562 5.7), so the primary key is what it is parted by.
/// </summary>
public static class InboxPartitions
{
    public const string Table = "inbox";
    private const int MonthsAhead = 24;

    /// <summary>In the place of the table that the model asks for. What fits no month goes to the one that takes all else.</summary>
    public const string Create = """
        DROP TABLE inbox;
        CREATE TABLE inbox ("MessageId" uuid NOT NULL, CONSTRAINT "PK_inbox" PRIMARY KEY ("MessageId")) PARTITION BY RANGE ("MessageId");
        CREATE TABLE inbox_other PARTITION OF inbox DEFAULT;
        """;

    /// <summary>Makes the months to come and drops what is kept no longer; each migration does it, so a monthly one is enough.</summary>
    /// <param name="owner">An open connection of the role that owns the tables.</param>
    public static async Task KeepAsync(NpgsqlConnection owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var look = new NpgsqlCommand("SELECT relname::text FROM pg_class WHERE relname ~ '^inbox_([0-9]{6}|other)$' AND relispartition", owner);
        var months = new HashSet<string>();
        await using (var reader = await look.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                months.Add(reader.GetString(0));
            }
        }

        if (!months.Remove("inbox_other"))
        {
            // A database that no migration made.
            return;
        }

        var present = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var month in Enumerable.Range(0, MonthsAhead).Select(present.AddMonths).Where(month => !months.Contains(NameOf(month))))
        {
            var (from, to) = (InboxEntry.FirstIdOf(month), InboxEntry.FirstIdOf(month.AddMonths(1)));
            // Rows that came before their month was made stay where they are.
            await RunAsync($"""
                DO $$ BEGIN
                    IF NOT EXISTS (SELECT FROM inbox_other WHERE "MessageId" >= '{from}' AND "MessageId" < '{to}') THEN
                        CREATE TABLE {NameOf(month)} PARTITION OF inbox FOR VALUES FROM ('{from}') TO ('{to}');
                    END IF;
                END $$
                """);
        }

        var oldest = now - InboxEntry.Kept;
        foreach (var old in months.Where(name => string.CompareOrdinal(name, NameOf(oldest)) < 0))
        {
            await RunAsync($"DROP TABLE {old}");
        }

        await RunAsync($"""DELETE FROM inbox_other WHERE "MessageId" < '{InboxEntry.FirstIdOf(oldest)}'""");

        async Task RunAsync(string statement)
        {
            await using var command = new NpgsqlCommand(statement, owner);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static string NameOf(DateTimeOffset month) => $"inbox_{month:yyyyMM}";
}
