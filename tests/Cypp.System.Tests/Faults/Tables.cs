using Cypp.Story.Platform;
using Cypp.System.Tests.Architecture;
using Cypp.System.Tests.Rows;
using Npgsql;

namespace Cypp.System.Tests.Faults;

/// <summary>What lies in the databases, read from outside as a superuser.</summary>
internal sealed record Tables(
    IReadOnlyList<Tables.Told> Outbox, IReadOnlyDictionary<string, Tables.Inbox> Inboxes,
    IReadOnlyList<(Guid Id, Guid ChildId, string Concern)> Contacts, IReadOnlyList<(Guid ContactId, long Rows)> ContactAudit,
    IReadOnlyDictionary<Guid, long> ToldLeads, IReadOnlyDictionary<Guid, string> LivesIn, IReadOnlyDictionary<Guid, string> LivesInAtEarlyHelp,
    IReadOnlyDictionary<Guid, string> LivesInAtOutcomes, IReadOnlyList<(long Number, Guid MessageId)> Journal, IReadOnlyList<(string Service, string Table)> Strayed)
{
    public static readonly IReadOnlyList<string> Services = ["index", "early-help", "safeguarding", "learning", "health", "outcomes"];

    public sealed record Told(string Publisher, Guid Id, string Type, string Stream, long Sequence, bool Sent);

    public sealed record Inbox(
        IReadOnlySet<string> Kinds, IReadOnlySet<Guid> Known, IReadOnlyDictionary<string, long> Positions, long Held, IReadOnlyList<(Guid Id, string Reason)> Parked);

    public static async Task<Tables> ReadAsync(RealPlatform platform)
    {
        var outbox = new List<Told>();
        var inboxes = new Dictionary<string, Inbox>();
        foreach (var service in Services)
        {
            outbox.AddRange(await RowsAsync(
                platform, service, """SELECT "Id", "Type", "Stream", "Sequence", "SentAt" IS NOT NULL FROM outbox ORDER BY "Stream", "Sequence" """,
                row => new Told(service, row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetBoolean(4))));
            inboxes[service] = new Inbox(
                // What services ask one another of their messages has no effect but those, and is asked again until it is answered.
                Modules.ConsumersOf(Modules.All.Single(module => module.Name == service)).Subscriptions.Select(type => type.About.StreamKind)
                    .Where(kind => !kind.StartsWith("messaging/", StringComparison.Ordinal)).ToHashSet(),
                (await RowsAsync(platform, service, """SELECT "MessageId" FROM inbox""", row => row.GetGuid(0))).ToHashSet(),
                (await RowsAsync(platform, service, """SELECT "Stream", "Sequence" FROM stream_position""", row => (row.GetString(0), row.GetInt64(1)))).ToDictionary(),
                (await RowsAsync(platform, service, "SELECT count(*) FROM held_message", row => row.GetInt64(0))).Single(),
                await RowsAsync(platform, service, """SELECT "MessageId", "ReasonCode" FROM parked_message""", row => (row.GetGuid(0), row.GetString(1))));
        }

        return new Tables(
            outbox,
            inboxes,
            await RowsAsync(platform, "safeguarding", $"""SELECT "Id", "ChildId", "Concern" FROM contact WHERE "Concern" LIKE '{Load.Concern}%'""", row => (row.GetGuid(0), row.GetGuid(1), row.GetString(2))),
            await RowsAsync(
                platform, "safeguarding", """SELECT "ResourceId", count(*) FROM audit WHERE "ResourceType" = 'contact' AND "Action" = 'Safeguarding_MakeContact' AND "Decision" = 'permit' GROUP BY 1""",
                row => (row.GetGuid(0), row.GetInt64(1))),
            (await RowsAsync(platform, "early-help", """SELECT "ChildId", count(*) FROM inbox_item WHERE "Kind" = 'contact-made' GROUP BY 1""", row => (row.GetGuid(0), row.GetInt64(1)))).ToDictionary(),
            (await RowsAsync(platform, "index", """SELECT "Id", "ResidenceCluster" FROM child WHERE "ResidenceCluster" IS NOT NULL""", row => (row.GetGuid(0), row.GetString(1)))).ToDictionary(),
            (await RowsAsync(platform, "early-help", """SELECT "ChildId", "ResidenceCluster" FROM known_child""", row => (row.GetGuid(0), row.GetString(1)))).ToDictionary(),
            (await RowsAsync(platform, "outcomes", """SELECT "ChildId", "Cluster" FROM residence WHERE "IsLatest" """, row => (row.GetGuid(0), row.GetString(1)))).ToDictionary(),
            await RowsAsync(platform, "outcomes", """SELECT "Number", "MessageId" FROM journal ORDER BY 1""", row => (row.GetInt64(0), row.GetGuid(1))),
            await StrayedAsync(platform));
    }

    /// <summary>How many messages have not been sent, in all services.</summary>
    public static Task<long> WaitingAsync(RealPlatform platform) => SumAsync(platform, Services, """SELECT count(*) FROM outbox WHERE "SentAt" IS NULL""");

    /// <summary>How many messages these services have taken in.</summary>
    public static Task<long> TakenInAsync(RealPlatform platform, IEnumerable<string> services) => SumAsync(platform, services, "SELECT count(*) FROM inbox");

    public static Task ExecuteAsync(RealPlatform platform, string service, string statement) => RowsAsync(platform, service, statement, _ => 0);

    /// <summary>Of what locks tables in another order than the service that uses them.</summary>
    public static async Task ExecutePatientlyAsync(RealPlatform platform, string service, string statement)
    {
        while (true)
        {
            try
            {
                await ExecuteAsync(platform, service, statement);
                return;
            }
            catch (PostgresException deadlock) when (deadlock.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                // Again: what the server chose to end may be either side.
            }
        }
    }

    /// <summary>Where words lie that one service alone may have, in others' tables or in what that one tells.</summary>
    private static async Task<IReadOnlyList<(string Service, string Table)>> StrayedAsync(RealPlatform platform)
    {
        var strayed = new List<(string, string)>();
        foreach (var service in Services)
        {
            var tables = await RowsAsync(
                platform, service, "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'", row => row.GetString(0));
            var looks = from table in tables
                        from words in Load.Restricted
                        where words.Owner != service || table == "outbox"
                        select $"""SELECT '{table}' WHERE EXISTS (SELECT FROM "{table}" AS whole_row WHERE whole_row::text LIKE '%{words.Words}%')""";
            strayed.AddRange((await RowsAsync(platform, service, string.Join(" UNION ALL ", looks), row => row.GetString(0))).Select(table => (service, table)));
        }

        return strayed;
    }

    private static async Task<long> SumAsync(RealPlatform platform, IEnumerable<string> services, string count)
    {
        var sum = 0L;
        foreach (var service in services)
        {
            sum += (await RowsAsync(platform, service, count, row => row.GetInt64(0))).Single();
        }

        return sum;
    }

    public static Task<List<TRow>> RowsAsync<TRow>(RealPlatform platform, string service, string statement, Func<NpgsqlDataReader, TRow> read) =>
        MigratedDatabase.QueryAsync(platform.DatabaseOf(service) + ";Pooling=false", statement, read);
}
