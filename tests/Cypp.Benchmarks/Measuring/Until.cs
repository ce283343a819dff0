using Npgsql;

namespace Cypp.Benchmarks.Measuring;

/// <summary>Looks at a database until something is so: nothing else tells.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="question">Gives true when it is so.</param>
    /// <exception cref="TimeoutException">It was not in five minutes.</exception>
    public static async Task SoAsync(NpgsqlDataSource database, string question, params NpgsqlParameter[] parameters)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        await using var asking = database.CreateCommand(question);
        asking.Parameters.AddRange(parameters);
        while (await asking.ExecuteScalarAsync(CancellationToken.None) is not true)
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"In {Patience.TotalMinutes:0} minutes this was not so: {question}");
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
