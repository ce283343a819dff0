using Cypp.Messaging.RabbitMq;
using Cypp.System.Tests.Architecture;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cypp.System.Tests.Faults;

/// <summary>MQ-11: whoever holds a service's password at the broker can do there what the service does, and no more.</summary>
[Collection(FaultCollection.Name)]
public sealed class BrokerUserTests(FaultedPlatform faulted)
{
    private const string Mine = "health";

    private static readonly Dictionary<string, Func<IChannel, Task>> Refused = new()
    {
        ["publish as another"] = channel => SendAsync(channel, "cypp.index", "index/child"),
        ["put into another's queue"] = channel => SendAsync(channel, "", "learning"),
        ["put into its own queue past the exchanges"] = channel => SendAsync(channel, "", Mine),
        ["read another's queue"] = channel => channel.BasicGetAsync("learning", autoAck: false),
        ["read another's dead letters"] = channel => channel.BasicGetAsync("learning.dead", autoAck: false),
        ["empty another's queue"] = channel => channel.QueuePurgeAsync("learning"),
        ["delete another's queue"] = channel => channel.QueueDeleteAsync("learning"),
        ["take in more than it was given"] = channel => channel.QueueBindAsync(Mine, "cypp.safeguarding", "safeguarding/disclosure"),
        ["listen beside its queue"] = channel => channel.QueueDeclareAsync(),
    };

    public static TheoryData<string> Attempts => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task Broker_UserOfAService_MayNot(string attempt)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => Refused[attempt](channel));
        var reason = refusal is OperationInterruptedException { ShutdownReason: { } told } ? told : channel.CloseReason;
        Assert.Equal<int?>(403, reason?.ReplyCode);
    }

    [Fact]
    public async Task Broker_UserOfAService_PublishesAsItself()
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.BasicPublishAsync("cypp.health", "no such kind", mandatory: false, new BasicProperties(), ReadOnlyMemory<byte>.Empty);
        Assert.True(channel.IsOpen);
    }

    /// <summary>The operator is told the same.</summary>
    [Fact]
    public void Operations_PermissionsOfAService_AreTheCodes()
    {
        var may = BrokerPermissions.Of("$service");
        Assert.Contains(
            $"""rabbitmqctl set_permissions "$service" "{may.Configure}" "{may.Write}" "{may.Read}" """.TrimEnd(),
            Sources.Read("docs/operations.md"), StringComparison.Ordinal);
    }

    private static async Task SendAsync(IChannel channel, string exchange, string key) =>
        await channel.BasicPublishAsync(exchange, key, mandatory: true, new BasicProperties(), ReadOnlyMemory<byte>.Empty);

    private Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = faulted.Platform.BrokerOf(Mine) }.CreateConnectionAsync();
}
