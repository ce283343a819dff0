using Cypp.Messaging.Consume;
using Cypp.Messaging.RabbitMq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cypp.ServiceKit.Hosting;

/// <summary>The way of messages: the one place that reads which it is.</summary>
internal static class Bus
{
    /// <exception cref="OptionsValidationException">Unknown transport, or RabbitMQ without an address.</exception>
    public static void AddBus(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("Bus");
        switch (section["Transport"])
        {
            case "in-process":
                services.AddInProcessBus();
                break;
            case "rabbitmq" when AddressOf(section["Address"]) is { } address:
                var owner = section["OwnerAddress"] is { Length: > 0 } stated ? AddressOf(stated) ?? throw Wrong("Bus:OwnerAddress must be an amqp:// address.") : null;
                // That a broker is away is said once, in a line of ours.
                services.AddLogging(logging => logging.AddFilter("MassTransit", LogLevel.Error));
                services.AddRabbitMq(address, owner);
                break;
            default:
                throw Wrong("Bus:Transport must be in-process or, with an amqp:// address at Bus:Address, rabbitmq.");
        }
    }

    private static Uri? AddressOf(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "amqp" or "amqps" ? address : null;

    private static OptionsValidationException Wrong(string why) => new("Bus", typeof(Bus), [why]);
}
