using Cypp.Messaging.Consume;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cypp.Messaging.RabbitMq;

/// <summary>The queues of this process's services, and what was given back to them too often.</summary>
internal sealed class RabbitMqReceivers(Uri address, IEnumerable<IConsumerPipeline> pipelines, ILogger<RabbitMqReceiver> logger) : BackgroundService
{
    private const int AtATime = 32;

    private readonly IReadOnlyList<RabbitMqReceiver> _receivers =
    [
        .. from pipeline in pipelines
           from deadLetters in (bool[])[false, true]
           select new RabbitMqReceiver(
               address, deadLetters ? Names.DeadLettersOf(pipeline.Service) : pipeline.Service,
               new RabbitMqInput(pipeline, deadLetters, logger), (ushort)(deadLetters ? 1 : AtATime), logger),
    ];

    public bool AreReading => _receivers.All(receiver => receiver.IsReading);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_receivers.Select(receiver => receiver.RunAsync(stoppingToken)));
}
