using Cypp.Messaging.Consume;

namespace Cypp.Safeguarding;

public sealed partial class SafeguardingModule
{
    private static void AddChildProtection(IServiceCollection services)
    {
    }

    private static void ConsumeForChildProtection(ConsumerList consumers)
    {
    }

    private static void MapChildProtection(RouteGroupBuilder group)
    {
    }
}
