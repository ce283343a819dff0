using Cypp.Testing.Servers;

namespace Cypp.System.Tests.Faults.Causes;

internal static class BrokerFaults
{
    private const string UsualLimit = "50MB";
    private const string Alive = "ran on";

    /// <summary>docs/operations.md, "When the broker's disk was full", asks the same; <c>true</c> while it writes what its quorum queues keep.</summary>
    private const string Writes = "#{names := #{wal := Log}} = ra_system:fetch(quorum_queues), is_pid(whereis(Log)).";

    /// <summary>A connection that the broker holds up is in this state.</summary>
    private const string HeldUp = "blocked";

    /// <summary>FT-04.</summary>
    public static async Task StoppedAsync(Moment moment)
    {
        await moment.Platform.RabbitMq.StopAppAsync(CancellationToken.None);
        await moment.HalfAsync();
        await moment.Platform.RabbitMq.StartAppAsync(CancellationToken.None);
    }

    /// <summary>FT-04, kill -9.</summary>
    public static async Task KilledAsync(Moment moment)
    {
        await moment.Platform.RabbitMq.KillAsync();
        await moment.HalfAsync();
        await moment.Platform.RabbitMq.StartAgainAsync(CancellationToken.None);
    }

    /// <summary>FT-11: no publisher is read any more, and none is told so by an error; longer than the limit of a confirm.</summary>
    /// <returns>At its end: how many connections the broker held up, and how many messages waited in the outboxes.</returns>
    public static async Task<(int HeldUp, long Waiting)> AlarmAsync(Moment moment)
    {
        var broker = moment.Platform.RabbitMq;
        await broker.ControlAsync(["set_disk_free_limit", "1000000GB"], CancellationToken.None);
        await moment.HalfAsync(atLeastSeconds: 12);
        var states = await broker.ControlAsync(["list_connections", "state"], CancellationToken.None);
        var waiting = await Tables.WaitingAsync(moment.Platform);
        await broker.ControlAsync(["set_disk_free_limit", UsualLimit], CancellationToken.None);
        return (states.Split('\n').Count(state => state.Trim() is HeldUp), waiting);
    }

    /// <summary>FT-10: its disk is full to the last block for the first half, whoever gives something back; whether it ends by that or holds its publishers up, it comes back when there is room, as its pod would.</summary>
    /// <returns>How many messages waited in the outboxes at the end of that, and what had become of it.</returns>
    public static async Task<(long Waiting, string Broker)> DiskFullAsync(Moment moment)
    {
        var broker = moment.Platform.RabbitMq;
        await moment.KeepDoingAsync(() => broker.FillDiskAsync(CancellationToken.None));
        var waiting = await Tables.WaitingAsync(moment.Platform);
        await broker.FreeDiskAsync(CancellationToken.None);
        var became = await StateOfAsync(broker);
        if (became != Alive)
        {
            // What its pod's liveness probe does.
            await broker.KillAsync();
        }

        await broker.StartAgainAsync(CancellationToken.None);
        await moment.LastAsync(Timeout.InfiniteTimeSpan);
        return (waiting, became);
    }

    private static async Task<string> StateOfAsync(RabbitMqServer broker)
    {
        try
        {
            return (await broker.ControlAsync(["eval", Writes], CancellationToken.None)).Trim() == "true" ? Alive : "ran on without its quorum queues";
        }
        catch (InvalidOperationException)
        {
            return "had ended";
        }
    }

    /// <summary>MQ-13: what two subscribers would have taken in is gone from the broker, which had confirmed it; then an operator has it compared.</summary>
    /// <returns>How many messages were lost.</returns>
    public static async Task<long> LosesAsync(Moment moment)
    {
        string[] subscribers = ["outcomes", "early-help"];
        await Task.WhenAll(subscribers.Select(moment.Platform.EndAsync));
        await moment.HalfAsync();
        var lost = (await moment.Platform.RabbitMq.ListQueuesAsync(CancellationToken.None)).Where(queue => subscribers.Contains(queue.Name)).Sum(queue => queue.Messages ?? 0);
        foreach (var queue in subscribers)
        {
            await moment.Platform.RabbitMq.ControlAsync(["purge_queue", queue], CancellationToken.None);
        }

        await Task.WhenAll(subscribers.Select(moment.Platform.StartAgainAsync));
        await moment.LastAsync(Timeout.InfiniteTimeSpan);
        await moment.ReconcileAsync();
        return lost;
    }

    /// <summary>How many connections there are, and how many consumers of the services' queues.</summary>
    public static async Task<(int Connections, long Consumers)> HandlersAsync(RabbitMqServer broker)
    {
        var connections = await broker.ControlAsync(["list_connections", "pid"], CancellationToken.None);
        var queues = await broker.ListQueuesAsync(CancellationToken.None);
        return (connections.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => line.StartsWith('<')), queues.Sum(queue => queue.Consumers ?? 0));
    }
}
