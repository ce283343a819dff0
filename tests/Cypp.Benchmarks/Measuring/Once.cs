using System.Diagnostics;
using System.Net;

namespace Cypp.Benchmarks.Measuring;

/// <summary>Sends requests of which each is another, so many or for a time; wrk speaks no HTTP/2 and sends the same.</summary>
internal static class Once
{
    /// <exception cref="InvalidOperationException">A request was refused.</exception>
    public static Task<Wrk.Load> RunAsync(Uri target, IReadOnlyList<string> tokens, int connections, double perSecond = double.PositiveInfinity) => RunAsync(
        tokens.Count, at => new(HttpMethod.Get, target) { Headers = { Authorization = new("Bearer", tokens[at]) } }, HttpStatusCode.OK, connections, perSecond);

    /// <param name="request">Makes the one of this number.</param>
    /// <param name="perSecond">At most; left out: as many as are answered.</param>
    /// <param name="through">Connections to a service, which asks for a certificate.</param>
    /// <exception cref="InvalidOperationException">A request was answered otherwise than expected.</exception>
    public static async Task<Wrk.Load> RunAsync(
        int count, Func<int, HttpRequestMessage> request, HttpStatusCode expected, int connections, double perSecond = double.PositiveInfinity, SocketsHttpHandler? through = null)
    {
        using var http = Client(through, connections);
        var taken = new TimeSpan[count];
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = connections }, async (at, cancellationToken) =>
        {
            var due = TimeSpan.FromSeconds(at / perSecond);
            if (Stopwatch.GetElapsedTime(began) is var passed && passed < due)
            {
                await Task.Delay(due - passed, cancellationToken);
            }

            taken[at] = await SendAsync(http, request(at), expected, cancellationToken);
        });
        var elapsed = Stopwatch.GetElapsedTime(began);
        Array.Sort(taken);
        return new(count, elapsed, taken[count / 2], taken[count * 99 / 100]);
    }

    /// <summary>As many as are answered in a time.</summary>
    /// <exception cref="InvalidOperationException">A request was answered otherwise than expected.</exception>
    public static async Task<Wrk.Load> ForAsync(TimeSpan length, Func<int, HttpRequestMessage> request, HttpStatusCode expected, int connections, SocketsHttpHandler? through = null)
    {
        using var http = Client(through, connections);
        var (next, began) = (-1, Stopwatch.GetTimestamp());
        var taken = (await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(WorkAsync)))).SelectMany(times => times).Order().ToList();
        return new(taken.Count, Stopwatch.GetElapsedTime(began), taken[taken.Count / 2], taken[taken.Count * 99 / 100]);

        async Task<List<TimeSpan>> WorkAsync()
        {
            var times = new List<TimeSpan>();
            while (Stopwatch.GetElapsedTime(began) < length)
            {
                times.Add(await SendAsync(http, request(Interlocked.Increment(ref next)), expected, CancellationToken.None));
            }

            return times;
        }
    }

    private static HttpClient Client(SocketsHttpHandler? through, int connections)
    {
        var handler = through ?? new SocketsHttpHandler();
        handler.MaxConnectionsPerServer = connections;
        return new HttpClient(handler);
    }

    private static async Task<TimeSpan> SendAsync(HttpClient http, HttpRequestMessage request, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        using var one = request;
        var asked = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(one, cancellationToken);
        var taken = Stopwatch.GetElapsedTime(asked);
        return response.StatusCode == expected ? taken : throw new InvalidOperationException($"{one.RequestUri} answered {(int)response.StatusCode}.");
    }
}
