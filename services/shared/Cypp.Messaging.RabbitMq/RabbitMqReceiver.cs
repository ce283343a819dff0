using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cypp.Messaging.RabbitMq;

/// <summary>
/// Reads one queue for as long as the process runs: a channel that ends, however it ends, is followed by another. Whether it is open
/// is looked at, not listened for: who misses that it has ended stands deaf beside a queue that fills (ADR 17).
/// </summary>
/// <param name="atATime">How many messages it has in hand; as many more wait in its memory.</param>
internal sealed partial class RabbitMqReceiver(Uri address, string queue, RabbitMqInput input, ushort atATime, ILogger<RabbitMqReceiver> logger)
{
    // Between two looks, and between two tries: an event that would tell can be missed, and a broker that is away need not be asked more often.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // What has fallen silent is noticed after twice as long.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    // To close or to answer what is half closed may take for ever.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly ConnectionFactory _factory = new() { Uri = address, AutomaticRecoveryEnabled = false, RequestedHeartbeat = Heartbeat, ClientProvidedName = queue };

    public bool IsReading { get; private set; }

    public async Task RunAsync(CancellationToken stopping)
    {
        var outage = new Outage();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ConnectAsync(outage, stopping);
            }
            catch (Exception failure)
            {
                if (!stopping.IsCancellationRequested && outage.Begins(failure))
                {
                    LogAway(queue, failure.GetType().Name);
                }
            }

            await Task.Delay(Look, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConnectAsync(Outage outage, CancellationToken stopping)
    {
        var connection = await _factory.CreateConnectionAsync(stopping);
        try
        {
            await ReadAsync(connection, outage, stopping);
        }
        finally
        {
            await connection.DisposeAsync().AsTask().WaitAsync(Farewell, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Until the channel has ended or is to end; what is in hand then is brought to its end.</summary>
    private async Task ReadAsync(IConnection connection, Outage outage, CancellationToken stopping)
    {
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(false, false, consumerDispatchConcurrency: atATime), stopping);
        await channel.BasicQosAsync(0, (ushort)(2 * atATime), global: false, stopping);
        using var hands = new SemaphoreSlim(atATime);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => TakeInAsync(channel, delivery, hands, over);
        var tag = await channel.BasicConsumeAsync(queue, autoAck: false, consumer, stopping);
        try
        {
            IsReading = true;
            outage.End();
            do
            {
                await Task.Delay(Look, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            while (connection.IsOpen && channel.IsOpen && consumer.IsRunning && !over.IsCancellationRequested);
        }
        finally
        {
            IsReading = false;
            await over.CancelAsync();
            if (channel.IsOpen)
            {
                await channel.BasicCancelAsync(tag, noWait: true, CancellationToken.None).WaitAsync(Farewell, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            for (var hand = 0; hand < atATime; hand++)
            {
                await hands.WaitAsync(CancellationToken.None);
            }
        }
    }

    /// <param name="over">No further message is begun: it is delivered again, on another channel.</param>
    private async Task TakeInAsync(IChannel channel, BasicDeliverEventArgs delivery, SemaphoreSlim hands, CancellationTokenSource over)
    {
        var inHand = false;
        try
        {
            await hands.WaitAsync(over.Token);
            inHand = true;
            var answer = await input.TryTakeInAsync(delivery, over.Token)
                ? channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, CancellationToken.None)
                : channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true, CancellationToken.None);
            await answer.AsTask().WaitAsync(Farewell, CancellationToken.None);
        }
        catch (Exception) when (!over.IsCancellationRequested)
        {
            // The broker did not hear of it; it would wait for that for half an hour.
            await over.CancelAsync();
        }
        catch (Exception)
        {
            // The channel ends anyway, and all that was not acknowledged is delivered again.
        }
        finally
        {
            if (inHand)
            {
                hands.Release();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "QueueAway", Message = "Queue {Queue} cannot be read ({Failure}); it is tried again every second")]
    private partial void LogAway(string queue, string failure);
}
