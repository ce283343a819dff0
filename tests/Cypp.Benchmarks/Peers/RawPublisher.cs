using System.Diagnostics;
using System.Text;
using System.Threading.RateLimiting;
using Cypp.Benchmarks.Measuring;
using RabbitMQ.Client;

namespace Cypp.Benchmarks.Peers;

/// <summary>The least that sending costs: RabbitMQ's own client, confirms, persistent messages.</summary>
internal sealed class RawPublisher : IAsyncDisposable
{
    public const int Batch = 500;

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly ConcurrencyLimiter _limiter;

    private RawPublisher(IConnection connection, IChannel channel, ConcurrencyLimiter limiter) => (_connection, _channel, _limiter) = (connection, channel, limiter);

    public static async Task<RawPublisher> OpenAsync(Uri broker)
    {
        // The client's own limiter makes a publish wait for up to a second.
        var limiter = new ConcurrencyLimiter(new() { PermitLimit = Batch, QueueLimit = int.MaxValue });
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        return new(connection, await connection.CreateChannelAsync(new(true, true, limiter)), limiter);
    }

    /// <summary>Returns when the broker has confirmed it.</summary>
    public ValueTask SendAsync(string exchange, string key, byte[] body) => _channel.BasicPublishAsync(
        exchange, key, mandatory: true, new BasicProperties { Persistent = true, ContentType = "application/json" }, body);

    public async Task<Reading> SendAllAsync(string name, string exchange, string key, IReadOnlyList<string> bodies) => await Reading.OfAsync(
        name,
        () => CpuTime.Of([Environment.ProcessId]),
        async () =>
        {
            var began = Stopwatch.GetTimestamp();
            foreach (var batch in bodies.Chunk(Batch))
            {
                await Task.WhenAll(batch.Select(body => SendAsync(exchange, key, Encoding.UTF8.GetBytes(body)).AsTask()));
            }

            return new(bodies.Count, Stopwatch.GetElapsedTime(began));
        });

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
        await _limiter.DisposeAsync();
    }
}
