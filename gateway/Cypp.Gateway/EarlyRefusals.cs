using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.WebUtilities;

namespace Cypp.Gateway;

/// <summary>
/// What the server cannot read as HTTP it refuses before any middleware runs, with an empty body. It tells of each such
/// refusal before it writes it; a problem goes out in its place (GW-7). Where TLS ends in this process the body stays empty: what passes here is
/// encrypted already.
/// </summary>
internal static class EarlyRefusals
{
    // Kestrel's diagnostic event; its value is the features of the request.
    private const string Refused = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    public static void KeepLastWords(this KestrelServerOptions kestrel) => kestrel.ConfigureEndpointDefaults(listen => listen.Use(next => async connection =>
    {
        var transport = connection.Transport;
        var words = new LastWords(transport.Output);
        connection.Features.Set(words);
        connection.Transport = new Both(transport.Input, words);
        await next(connection);
    }));

    public static void AnswerEarlyRefusals(this WebApplication app)
    {
        var subscription = app.Services.GetRequiredService<DiagnosticListener>().Subscribe(new Observer(app.Services.GetRequiredService<TimeProvider>()), name => name == Refused);
        app.Lifetime.ApplicationStopped.Register(subscription.Dispose);
    }

    private static void Answer(IFeatureCollection features, TimeProvider clock)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        if (!response.HasStarted && features.Get<LastWords>() is { } words && features.Get<ITlsHandshakeFeature>() is null)
        {
            var isHead = features.Get<IHttpRequestFeature>()?.Method == HttpMethods.Head;
            words.SayInstead(Write(response.StatusCode, isHead, clock.GetUtcNow()));
        }
    }

    private static byte[] Write(int status, bool isHead, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var phrase = ReasonPhrases.GetReasonPhrase(status);
        var problem = JsonSerializer.Serialize(new { type = "about:blank", title = phrase, status, traceId = id, code = Problems.CodeOf(status) });
        return Encoding.ASCII.GetBytes($"""
            HTTP/1.1 {status} {phrase}
            Content-Type: application/problem+json
            Content-Length: {problem.Length}
            Connection: close
            Date: {now:R}
            Cache-Control: no-store
            X-Content-Type-Options: nosniff
            {EdgeHeaders.RequestId}: {id}

            {(isHead ? "" : problem)}
            """.ReplaceLineEndings("\r\n"));
    }

    private sealed class Observer(TimeProvider clock) : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: Refused, Value: IFeatureCollection features })
            {
                Answer(features, clock);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed record Both(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
