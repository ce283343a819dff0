using Cypp.Messaging.RabbitMq;
using RabbitMQ.Client;

namespace Cypp.Benchmarks.Peers;

/// <summary>
/// Messages about children go to one queue instead of to those of the five services that take them in, whose work would be measured
/// with it. The queue is of the same kind as theirs.
/// </summary>
internal sealed class Detour : IAsyncDisposable
{
    public const string Kind = "index/child";

    private const string Own = "benchmark";
    private static readonly string[] Services = ["early-help", "health", "learning", "outcomes", "safeguarding"];
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private Detour(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static string Exchange => Names.ExchangeOf(Kind);

    /// <param name="service">Whose queue alone gets them; null: one that nobody reads.</param>
    public static async Task<Detour> OpenAsync(Uri broker, string? service = null)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var detour = new Detour(connection, await connection.CreateChannelAsync());
        if (service is null)
        {
            await detour._channel.QueueDeclareAsync(Own, durable: true, exclusive: false, autoDelete: false, Names.ArgumentsOf(Own));
            await detour._channel.QueueBindAsync(Own, Exchange, Kind);
        }

        foreach (var other in Services.Where(other => other != service))
        {
            await detour._channel.QueueUnbindAsync(other, Exchange, Kind);
        }

        return detour;
    }

    /// <summary>Forgets what has come so far.</summary>
    public Task EmptyAsync() => _channel.QueuePurgeAsync(Own);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Services)
        {
            await _channel.QueueBindAsync(service, Exchange, Kind);
        }

        await _channel.QueueDeleteAsync(Own);
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
