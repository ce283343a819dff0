using Cypp.Story.Platform;

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
        await Tables.ExecutePatientlyAsync(platform, Service, Slow);
        try
        {
            await meanwhile();
        }
        finally
        {
            await Tables.ExecutePatientlyAsync(platform, Service, "DROP TRIGGER slow ON inbox");
        }
    }
}
