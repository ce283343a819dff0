namespace Cypp.System.Tests.Faults.Causes;

/// <summary>FT-01, FT-02, FT-03 to the point: a service is killed exactly where it would hurt most, by a trigger that holds it up there.</summary>
/// <param name="Service">Who is killed.</param>
/// <param name="Trigger">When it is held up, in PostgreSQL's words.</param>
/// <param name="IsUndone">Whether PostgreSQL undoes what the service was at, or commits it, with nobody there to hear of it.</param>
internal sealed record KilledAt(string Service, string Trigger, bool IsUndone)
{
    /// <summary>All rows of a write are there and none is committed.</summary>
    public static readonly KilledAt Write = new("safeguarding", "CONSTRAINT TRIGGER trap AFTER INSERT ON contact DEFERRABLE INITIALLY DEFERRED FOR EACH ROW", IsUndone: true);

    /// <summary>The broker has confirmed, and the outbox does not know.</summary>
    public static readonly KilledAt Confirmed = new("safeguarding", "TRIGGER trap AFTER UPDATE ON outbox FOR EACH STATEMENT", IsUndone: true);

    /// <summary>The effect is committed, and the broker does not know.</summary>
    public static readonly KilledAt TakenIn = new("early-help", "CONSTRAINT TRIGGER trap AFTER INSERT OR UPDATE ON stream_position DEFERRABLE INITIALLY DEFERRED FOR EACH ROW", IsUndone: false);

    /// <returns>How often it was killed there.</returns>
    public async Task<int> ComesAsync(Moment moment)
    {
        var kills = 0;
        await Tables.ExecutePatientlyAsync(moment.Platform, Service, $"""
            CREATE OR REPLACE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1); RETURN NULL; END $$;
            CREATE {Trigger} EXECUTE FUNCTION trap()
            """);
        while (!moment.Ending.IsCancellationRequested)
        {
            if (await Traps.IsSomebodyInAsync(moment.Platform, Service))
            {
                await moment.Platform.KillAsync(Service);
                if (IsUndone)
                {
                    await Traps.EndWhoIsInAsync(moment.Platform, Service);
                }

                await moment.Platform.StartAgainAsync(Service);
                kills++;
            }
        }

        await Tables.ExecutePatientlyAsync(moment.Platform, Service, "DROP FUNCTION trap() CASCADE");
        return kills;
    }

    public override string ToString() => $"{Service} at {Trigger.Split(" ON ")[1].Split(' ')[0]}";
}
