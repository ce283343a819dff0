namespace Cypp.Identity.Domain;

/// <summary>
/// When a signing key is published, used, kept and removed (ID-6): everyone has known a key for a day before it signs; it
/// signs for 30 days; it stays until no token that it signed can be alive.
/// </summary>
internal static class KeySchedule
{
    public static readonly TimeSpan Notice = TimeSpan.FromHours(24);
    public static readonly TimeSpan Use = TimeSpan.FromDays(30);

    /// <summary>The longest life of a token and an hour.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5) + TimeSpan.FromHours(1);

    /// <param name="useFrom">When each key is used from, earliest first.</param>
    /// <returns>Which of them signs: the latest whose time has come, else the earliest there is.</returns>
    public static int Signing(IReadOnlyList<DateTimeOffset> useFrom, DateTimeOffset now)
    {
        var signing = 0;
        for (var at = 1; at < useFrom.Count; at++)
        {
            signing = useFrom[at] <= now ? at : signing;
        }

        return signing;
    }

    /// <returns>From when the next key is to be used if it must be published now, else null. Replicas that ask within one hour get the same.</returns>
    public static DateTimeOffset? Next(IReadOnlyList<DateTimeOffset> useFrom, DateTimeOffset now)
    {
        var planned = useFrom[^1] + Use;
        // An hour early, since nobody looks at each moment; late, after the process was away, it is noticed as long all the same.
        if (now < planned - Notice - TimeSpan.FromHours(1))
        {
            return null;
        }

        return planned >= now + Notice ? planned : Hour(now) + TimeSpan.FromHours(1) + Notice;
    }

    /// <returns>How many of the first keys can go.</returns>
    public static int Done(IReadOnlyList<DateTimeOffset> useFrom, DateTimeOffset now)
    {
        var done = 0;
        while (done + 1 < useFrom.Count && useFrom[done + 1] + Kept <= now)
        {
            done++;
        }

        return done;
    }

    public static DateTimeOffset Hour(DateTimeOffset moment) => new(moment.UtcDateTime.Date.AddHours(moment.UtcDateTime.Hour), TimeSpan.Zero);
}
