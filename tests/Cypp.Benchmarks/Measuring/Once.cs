using System.Diagnostics;
using System.Net;

namespace Cypp.Benchmarks.Measuring;

/// <summary>Uses each token for one request, which wrk cannot: it runs for a time, not for a number.</summary>
internal static class Once
{
    /// <exception cref="InvalidOperationException">A request was refused.</exception>
    public static async Task<Wrk.Load> RunAsync(Uri target, IReadOnlyList<string> tokens, int connections)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections });
        var taken = new TimeSpan[tokens.Count];
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, tokens.Count, new ParallelOptions { MaxDegreeOfParallelism = connections }, async (at, cancellationToken) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            request.Headers.Authorization = new("Bearer", tokens[at]);
            var asked = Stopwatch.GetTimestamp();
            using var response = await http.SendAsync(request, cancellationToken);
            taken[at] = Stopwatch.GetElapsedTime(asked);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"{target} answered {(int)response.StatusCode}.");
            }
        });
        var elapsed = Stopwatch.GetElapsedTime(began);
        Array.Sort(taken);
        return new(tokens.Count, elapsed, taken[tokens.Count / 2], taken[tokens.Count * 99 / 100]);
    }
}
