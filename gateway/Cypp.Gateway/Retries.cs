using Polly;
using Polly.Retry;
using Yarp.ReverseProxy.Transforms;

namespace Cypp.Gateway;

/// <summary>
/// What may be sent twice: reads, and writes whose key lets the service answer a second time as the first (GW-10); anything, where there was
/// no connection and so nothing was sent. Only when the connection failed; a service's own answer is passed on as it is, and its time-out is
/// not prolonged.
/// </summary>
internal static class Retries
{
    private static readonly HttpRequestOptionsKey<bool> MayRepeat = new("may-repeat");

    public static readonly ResiliencePipeline<HttpResponseMessage> Pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddRetry(When(failed => failed.Outcome.Exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError } => true,
            HttpRequestException => failed.Context.GetRequestMessage() is { } request && IsRepeatable(request),
            _ => IsFirstThatDidNotConnect(failed),
        }))
        .Build();

    /// <summary>Twice more, soon: for a process that ends beside one that serves.</summary>
    public static RetryStrategyOptions<HttpResponseMessage> When(Func<RetryPredicateArguments<HttpResponseMessage>, bool> mayRepeat) => new()
    {
        ShouldHandle = failed => ValueTask.FromResult(mayRepeat(failed)),
        MaxRetryAttempts = 2,
        Delay = TimeSpan.FromMilliseconds(100),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    };

    /// <summary>Not established in time, which is told from the time of an answer by what lies in it; each such try takes two seconds.</summary>
    public static bool IsFirstThatDidNotConnect(RetryPredicateArguments<HttpResponseMessage> failed) =>
        failed.AttemptNumber == 0 && failed.Outcome.Exception is OperationCanceledException { InnerException: TimeoutException };

    /// <summary>Files are left out: a body must be kept to be sent again.</summary>
    public static ValueTask Mark(RequestTransformContext transform)
    {
        var request = transform.HttpContext.Request;
        var isKeyed = HttpMethods.IsPost(request.Method) && request.Headers.ContainsKey("Idempotency-Key")
            && transform.HttpContext.Features.Get<EdgeRoute>() is { Policy: EdgePolicy.Agency, MaxBody: <= EdgeRoute.Megabyte };
        transform.ProxyRequest.Options.Set(MayRepeat, isKeyed || HttpMethods.IsGet(request.Method));
        return ValueTask.CompletedTask;
    }

    public static bool IsRepeatable(HttpRequestMessage request) => request.Options.TryGetValue(MayRepeat, out var may) && may;
}
