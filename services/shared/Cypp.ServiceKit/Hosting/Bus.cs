using Cypp.Messaging.Consume;
using Cypp.Messaging.RabbitMq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cypp.ServiceKit.Hosting;

/// <summary>The way of messages: the one place that reads which it is.</summary>
internal static class Bus
{
    /// <exception cref="InvalidOperationException">Unknown transport, or RabbitMQ without an address.</exception>
    public static void AddBus(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("Bus");
        switch (section["Transport"])
        {
            case "in-process":
                services.AddInProcessBus();
                break;
            case "rabbitmq" when Uri.TryCreate(section["Address"], UriKind.Absolute, out var address):
                // That a broker is away is said once, in a line of ours.
                services.AddLogging(logging => logging.AddFilter("MassTransit", LogLevel.Error));
                services.AddRabbitMq(address, Uri.TryCreate(section["OwnerAddress"], UriKind.Absolute, out var owner) ? owner : null);
                break;
            default:
                throw new InvalidOperationException("Bus:Transport must be in-process or, with Bus:Address, rabbitmq.");
        }
    }
}
