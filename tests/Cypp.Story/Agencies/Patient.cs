using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace Cypp.Story.Agencies;

/// <summary>An HTTP client that tries again while the platform is away; its keyed writes make that harmless.</summary>
internal static class Patient
{
    private static readonly ResiliencePipeline<HttpResponseMessage> Retries = new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                .Handle<HttpRequestException>()
                .HandleResult(response => (int)response.StatusCode is 502 or 503 or 504),
            Delay = TimeSpan.FromMilliseconds(250),
            MaxRetryAttempts = 240,
        })
        .Build();

    private static readonly HttpMessageHandler Wire = new ExampleRecorder { InnerHandler = new SocketsHttpHandler() };
    private static readonly HttpMessageHandler Handler = Trying(Wire);

    /// <param name="watch">Sees every request and answer on its way, each try of its own.</param>
    public static HttpClient Client(Uri gateway, Func<HttpMessageHandler, DelegatingHandler>? watch = null) =>
        new(watch is null ? Handler : Trying(watch(Wire)), disposeHandler: false) { BaseAddress = gateway, Timeout = TimeSpan.FromMinutes(2) };

    private static ResilienceHandler Trying(HttpMessageHandler inner) => new(Retries) { InnerHandler = inner };
}
