namespace Cypp.Simulation.Tests;

internal sealed class Held(Message message, DateTimeOffset at)
{
    public Message Message { get; } = message;
    public DateTimeOffset At { get; } = at;
    public DateTimeOffset? RequestedAt { get; set; }
}
