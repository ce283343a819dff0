namespace Cypp.System.Tests.Faults.Causes;

/// <summary>
/// FT-17: one service after another gets its next version beside it and then in its place, and in the end all go back. The next
/// version is the same program with a setting in its database sessions, by which its tables know it: what it tells has a field more,
/// and a migration that runs before it gave tables columns of which the version before knows nothing.
/// </summary>
internal static class RollingUpgrade
{
    private const string Expand = """
        ALTER TABLE outbox ADD "ToldBy" text NOT NULL DEFAULT coalesce(nullif(current_setting('cypp.version', true), ''), 'old');
        ALTER TABLE inbox ADD "TakenInBy" text NOT NULL DEFAULT coalesce(nullif(current_setting('cypp.version', true), ''), 'old');
        CREATE FUNCTION tell_more() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW."ToldBy" = 'next' THEN NEW."Payload" := (NEW."Payload"::jsonb || '{"ofTheNextVersion": {"list": [1]}}')::text; END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER tell_more BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION tell_more()
        """;

    private const string Contract = """
        DROP FUNCTION tell_more() CASCADE;
        ALTER TABLE outbox DROP "ToldBy";
        ALTER TABLE inbox DROP "TakenInBy"
        """;

    /// <summary>Not as the runbook has it, so that each way is gone: outcomes hears the version before, early help the next.</summary>
    private static readonly string[] Services = ["outcomes", "index", "safeguarding", "early-help"];

    private static readonly Dictionary<string, string> Next = new() { ["PGOPTIONS"] = "-c cypp.version=next" };
    private static readonly Dictionary<string, string> Before = [];

    public static Task ExpandAsync(FaultedPlatform faulted) => EachAsync(faulted, Expand);

    public static Task ContractAsync(FaultedPlatform faulted) => EachAsync(faulted, Contract);

    /// <returns>What the processes ended with.</returns>
    public static async Task<IReadOnlyList<int>> RollsAsync(Moment moment)
    {
        var codes = new List<int>();
        foreach (var (service, version) in Services.Select(service => (service, Next)).Concat(Services.Reverse().Select(service => (service, Before))))
        {
            var beside = await moment.Platform.StartBesideAsync(service, version);
            codes.Add(await moment.Platform.EndAsync(service));
            await moment.Platform.StartAgainAsync(service, version);
            codes.Add(await moment.Platform.EndAsync(beside));
        }

        return codes;
    }

    /// <summary>How many messages were taken in, by the version that told them and the version that took them in.</summary>
    public static async Task<IReadOnlyDictionary<(string Told, string TakenIn), int>> MixedAsync(FaultedPlatform faulted)
    {
        var (told, taken) = (new Dictionary<Guid, string>(), new List<(Guid Id, string Version)>());
        foreach (var service in Services)
        {
            foreach (var (id, version) in await Tables.RowsAsync(faulted.Platform, service, """SELECT "Id", "ToldBy" FROM outbox""", row => (row.GetGuid(0), row.GetString(1))))
            {
                told[id] = version;
            }

            taken.AddRange(await Tables.RowsAsync(faulted.Platform, service, """SELECT "MessageId", "TakenInBy" FROM inbox""", row => (row.GetGuid(0), row.GetString(1))));
        }

        return taken.Where(message => told.ContainsKey(message.Id)).CountBy(message => (told[message.Id], message.Version)).ToDictionary();
    }

    private static async Task EachAsync(FaultedPlatform faulted, string statements)
    {
        foreach (var service in Services)
        {
            await Tables.ExecutePatientlyAsync(faulted.Platform, service, statements);
        }
    }
}
