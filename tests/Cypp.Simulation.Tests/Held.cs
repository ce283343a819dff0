using Cypp.Messaging.Consume;

namespace Cypp.Simulation.Tests;

internal sealed class Held(Message message, DateTimeOffset at)
{
    public Message Message { get; } = message;
    public DateTimeOffset? RequestedAt { get; set; }

    public bool IsOverdue(DateTimeOffset now) => GapRule.IsOverdue(at, RequestedAt, now);
}
