using System.Globalization;
using System.Text;
using Cypp.Messaging.Consume;
using MassTransit;
using Polly;
using Polly.Retry;

namespace Cypp.Messaging.RabbitMq;

/// <summary>
/// Hands what a queue delivers to the service's pipeline as it is, whatever it is: nobody reads a body before it is known where it
/// is parked. It is acknowledged when the pipeline has committed.
/// </summary>
internal sealed class RabbitMqInput(IConsumerPipeline pipeline, bool deadLetters) : IFilter<ReceiveContext>
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

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var body = context.Body.GetBytes();
        var rabbit = context.GetPayload<RabbitMqBasicConsumeContext>();
        var before = context.TransportHeaders.TryGetHeader("x-delivery-count", out var count) && (count is long or int) ? Convert.ToInt64(count, CultureInfo.InvariantCulture) : 0;
        var message = new WireMessage(Believed(EnvelopeHeaders.Read(context.TransportHeaders, rabbit.Properties.MessageId, body), rabbit), TextOf(body));
        var suspect = deadLetters || SuspectRule.IsSuspect(before);
        await Retry.ExecuteAsync(async token => await pipeline.ConsumeAsync(message, suspect, token), context.CancellationToken);
    }

    // Who may publish to an exchange is the broker's word; what headers say is the sender's. Dead letters can come from our own queue only.
    private Envelope Believed(Envelope envelope, RabbitMqBasicConsumeContext rabbit) =>
        deadLetters || Names.IsWayOf(Streams.KindOf(envelope.Stream), rabbit.Exchange, rabbit.RoutingKey) ? envelope : envelope with { Stream = "" };

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

    public void Probe(ProbeContext context) => context.CreateFilterScope("cypp");
}
