using Cypp.Story.Platform;
using Npgsql;

namespace Cypp.System.Tests.Faults.Causes;

/// <summary>FT-12: one service takes two seconds to take a message in, by a trigger on its inbox; no line of the platform knows of it.</summary>
internal static class SlowConsumer
{
    public const string Service = "outcomes";

    private const string Slow = """
        CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(2); RETURN NEW; END $$;
        CREATE TRIGGER slow BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION slow()
        """;

    /// <param name="meanwhile">Until it ends, the service is slow.</param>
    public static async Task IsSlowAsync(RealPlatform platform, Func<Task> meanwhile)
    {
        await Tables.RowsAsync(platform, Service, Slow, _ => 0);
        try
        {
            await meanwhile();
        }
        finally
        {
            await EndAsync(platform);
        }
    }

    // It locks the table and its partitions, in another order than the service does.
    private static async Task EndAsync(RealPlatform platform)
    {
        while (true)
        {
            try
            {
                await Tables.RowsAsync(platform, Service, "DROP TRIGGER slow ON inbox", _ => 0);
                return;
            }
            catch (PostgresException deadlock) when (deadlock.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                // Again: what the server chose to end may be either side.
            }
        }
    }
}
