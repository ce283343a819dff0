using System.Collections.Concurrent;

namespace Cypp.Testing.Servers;

/// <summary>
/// The thread that starts the servers. Linux sends a child its parent-death signal when the thread that
/// started it ends (prctl(2), PR_SET_PDEATHSIG); a pool thread ends after some idle seconds, this one with the process.
/// </summary>
internal static class LaunchThread
{
    private static readonly BlockingCollection<Action> Work = [];
    private static readonly Thread Launcher = Start();

    public static Task<T> RunAsync<T>(Func<T> start)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                result.SetResult(start());
            }
#pragma warning disable CA1031 // Every failure belongs to the one who waits, none to this thread.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                result.SetException(failure);
            }
        });
        return result.Task;
    }

    private static Thread Start()
    {
        var thread = new Thread(Loop) { IsBackground = true, Name = nameof(LaunchThread) };
        thread.Start();
        return thread;
    }

    private static void Loop()
    {
        foreach (var start in Work.GetConsumingEnumerable())
        {
            start();
        }
    }
}
