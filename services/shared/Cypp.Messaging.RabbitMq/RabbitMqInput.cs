using System.Globalization;
using System.Text;
using Cypp.Messaging.Consume;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using RabbitMQ.Client.Events;

namespace Cypp.Messaging.RabbitMq;

/// <summary>
/// Hands what a queue delivers to the service's pipeline as it is, whatever it is: nobody reads a body before it is known where it
/// is parked.
/// </summary>
internal sealed partial class RabbitMqInput(IConsumerPipeline pipeline, bool deadLetters, ILogger logger)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What passes by itself is tried until it has passed (MQ-7), but given back before the broker's limit of 30 minutes.</summary>
    private static readonly ResiliencePipeline Retry = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(0.2),
            MaxDelay = TimeSpan.FromSeconds(5),
            MaxRetryAttempts = 300,
        })
        .Build();

    /// <param name="over">What was begun is brought to its end; it is not tried again.</param>
    /// <returns>True: the pipeline has committed it. False: it is to be given back.</returns>
    public async Task<bool> TryTakeInAsync(BasicDeliverEventArgs delivery, CancellationToken over)
    {
        var (body, headers) = (delivery.Body.ToArray(), delivery.BasicProperties.Headers);
        var before = headers is not null && headers.TryGetValue("x-delivery-count", out var count) && (count is long or int) ? Convert.ToInt64(count, CultureInfo.InvariantCulture) : 0;
        var message = new WireMessage(Believed(EnvelopeHeaders.Read(headers, delivery.BasicProperties.MessageId, body), delivery), TextOf(body));
        var suspect = deadLetters || SuspectRule.IsSuspect(before);
        try
        {
            await Retry.ExecuteAsync(async _ => await pipeline.ConsumeAsync(message, suspect, CancellationToken.None), over);
            return true;
        }
        catch (Exception failure)
        {
            LogGivenBack(pipeline.Service, failure.GetType().Name);
            return false;
        }
    }

    // Who may publish to an exchange is the broker's word; what headers say is the sender's. Dead letters can come from our own queue only.
    private Envelope Believed(Envelope envelope, BasicDeliverEventArgs delivery) =>
        deadLetters || Names.IsWayOf(Streams.KindOf(envelope.Stream), delivery.Exchange, delivery.RoutingKey) ? envelope : envelope with { Stream = "" };

    // No column of text takes what is no text; it is kept as it came.
    private static string TextOf(byte[] body)
    {
        try
        {
            return Strict.GetString(body) is var text && !text.Contains('\0', StringComparison.Ordinal) ? text : Convert.ToBase64String(body);
        }
        catch (DecoderFallbackException)
        {
            return Convert.ToBase64String(body);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "MessageGivenBack", Message = "{Service} gave a message back to its queue ({Failure})")]
    private partial void LogGivenBack(string service, string failure);
}
