using Npgsql;

namespace Cypp.Benchmarks.Measuring;

/// <summary>When rows were committed, by PostgreSQL itself (<c>track_commit_timestamp</c>): of two databases of one server, by one clock.</summary>
internal static class Commits
{
    /// <param name="rows">As SQL: an id and the row's <c>xmin</c>, with <c>@mark</c>.</param>
    public static async Task<Dictionary<Guid, DateTime>> OfAsync(NpgsqlDataSource database, string rows, object mark)
    {
        await using var asking = database.CreateCommand($"SELECT id, pg_xact_commit_timestamp(commit) FROM ({rows}) AS row (id, commit)");
        asking.CommandTimeout = 0;
        asking.Parameters.AddWithValue("mark", mark);
        await using var answer = await asking.ExecuteReaderAsync();
        var commits = new Dictionary<Guid, DateTime>();
        while (await answer.ReadAsync())
        {
            commits.Add(answer.GetGuid(0), answer.GetDateTime(1));
        }

        return commits;
    }

    /// <summary>Shortest first, of each id that both have.</summary>
    public static IReadOnlyList<TimeSpan> Between(Dictionary<Guid, DateTime> from, Dictionary<Guid, DateTime> to) =>
        [.. to.Where(effect => from.ContainsKey(effect.Key)).Select(effect => effect.Value - from[effect.Key]).Order()];

    /// <summary>The moment as PostgreSQL keeps it, to the microsecond.</summary>
    public static DateTimeOffset Exactly(DateTimeOffset moment) => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMicrosecond), moment.Offset);
}
