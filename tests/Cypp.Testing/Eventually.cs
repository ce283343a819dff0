namespace Cypp.Testing;

/// <summary>What happens by itself, and of which nothing outside tells: looking again is all that can be done.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <exception cref="OperationCanceledException">It did not hold within two minutes.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
