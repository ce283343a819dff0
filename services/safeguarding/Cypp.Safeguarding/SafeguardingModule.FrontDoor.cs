using Cypp.Access.Inbox;
using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Data;

namespace Cypp.Safeguarding;

public sealed partial class SafeguardingModule
{
    private static void AddFrontDoor(IServiceCollection services)
    {
    }

    private static void ConsumeAtFrontDoor(ConsumerList consumers)
    {
    }

    private static void MapFrontDoor(RouteGroupBuilder group)
    {
        group.MapInbox<SafeguardingDb>(Policies.ReadInbox, Policies.AcknowledgeNotice);
    }
}
