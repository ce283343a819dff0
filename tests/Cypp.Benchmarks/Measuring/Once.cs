using System.Diagnostics;
using System.Net;

namespace Cypp.Benchmarks.Measuring;

/// <summary>Sends each request once, which wrk cannot: it runs for a time, not for a number.</summary>
internal static class Once
{
    /// <exception cref="InvalidOperationException">A request was refused.</exception>
    public static Task<Wrk.Load> RunAsync(Uri target, IReadOnlyList<string> tokens, int connections, double perSecond = double.PositiveInfinity) => RunAsync(
        tokens.Count, at => new(HttpMethod.Get, target) { Headers = { Authorization = new("Bearer", tokens[at]) } }, HttpStatusCode.OK, connections, perSecond);

    /// <param name="request">Makes the one of this number.</param>
    /// <param name="perSecond">At most; left out: as many as are answered.</param>
    /// <exception cref="InvalidOperationException">A request was answered otherwise than expected.</exception>
    public static async Task<Wrk.Load> RunAsync(int count, Func<int, HttpRequestMessage> request, HttpStatusCode expected, int connections, double perSecond = double.PositiveInfinity)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections });
        var taken = new TimeSpan[count];
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = connections }, async (at, cancellationToken) =>
        {
            var due = TimeSpan.FromSeconds(at / perSecond);
            if (Stopwatch.GetElapsedTime(began) is var passed && passed < due)
            {
                await Task.Delay(due - passed, cancellationToken);
            }

            using var one = request(at);
            var asked = Stopwatch.GetTimestamp();
            using var response = await http.SendAsync(one, cancellationToken);
            taken[at] = Stopwatch.GetElapsedTime(asked);
            if (response.StatusCode != expected)
            {
                throw new InvalidOperationException($"{one.RequestUri} answered {(int)response.StatusCode}.");
            }
        });
        var elapsed = Stopwatch.GetElapsedTime(began);
        Array.Sort(taken);
        return new(count, elapsed, taken[count / 2], taken[count * 99 / 100]);
    }
}
