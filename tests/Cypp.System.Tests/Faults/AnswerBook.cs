using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Cypp.System.Tests.Faults;

/// <summary>One answer on the wire.</summary>
/// <param name="Status">Null when none came.</param>
/// <param name="Code">Of a problem (application/problem+json); null where the answer is none, or has none.</param>
internal sealed record RawAnswer(HttpMethod Method, string Path, int? Status, string? Code, TimeSpan Took)
{
    public bool IsWrite => Method != HttpMethod.Get && !IsToken;

    public bool IsToken => Path.EndsWith("/connect/token", StringComparison.Ordinal);
}

/// <summary>Notes every answer, also those after which an agency asks again.</summary>
internal sealed class AnswerBook(HttpMessageHandler inner, ConcurrentQueue<RawAnswer> kept) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        HttpResponseMessage? response = null;
        string? code = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
            if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
            {
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
                code = problem.RootElement.TryGetProperty("code", out var value) ? value.GetString() : null;
            }

            return response;
        }
        finally
        {
            kept.Enqueue(new RawAnswer(request.Method, request.RequestUri!.AbsolutePath, (int?)response?.StatusCode, code, watch.Elapsed));
        }
    }
}
