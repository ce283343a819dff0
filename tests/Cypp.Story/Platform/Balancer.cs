using System.Net;
using System.Net.Sockets;
using Cypp.Testing.Servers;

namespace Cypp.Story.Platform;

/// <summary>
/// One address for the replicas of a process, as a Service of Kubernetes is: each new connection goes to one of those that say they are
/// ready, in turn; connections stay where they are until one side ends them.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _ending = new();
    private readonly IReadOnlyList<Replica> _replicas;
    private readonly Task _working;
    private int _next;

    /// <param name="port">Of the loopback.</param>
    public Balancer(int port, IReadOnlyList<Replica> replicas)
    {
        (_replicas, _listener) = (replicas, new TcpListener(IPAddress.Loopback, port));
        _listener.Start(backlog: 512);
        _working = Task.WhenAll([AcceptAsync(), .. replicas.Select(WatchAsync)]);
    }

    internal sealed class Replica(int port, Func<Task<bool>> isReadyAsync)
    {
        private volatile bool _isReady;

        public int Port => port;

        public bool IsReady => _isReady;

        public async Task LookAsync() => _isReady = await isReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _working;
        _ending.Dispose();
    }

    private async Task WatchAsync(Replica replica)
    {
        while (!_ending.IsCancellationRequested)
        {
            await replica.LookAsync();
            await Task.Delay(Between, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await _listener.AcceptSocketAsync(_ending.Token));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The platform ends.
        }
    }

    // Whoever finds nobody is reset, as by a Service without endpoints.
    private async Task CarryAsync(Socket caller)
    {
        using var link = new RelayLink(caller, () => Task.CompletedTask);
        if (Chosen() is { } replica)
        {
            await link.CarryAsync(replica.Port);
        }
    }

    private Replica? Chosen()
    {
        var ready = _replicas.Where(replica => replica.IsReady).ToList();
        return ready.Count == 0 ? null : ready[(int)((uint)Interlocked.Increment(ref _next) % ready.Count)];
    }
}
