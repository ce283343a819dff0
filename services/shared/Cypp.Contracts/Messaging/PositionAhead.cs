namespace Cypp.Contracts.Messaging;

/// <summary>
/// A subscriber has taken in more of a stream than its owner knows of: the owner was put back to an older state. It goes on
/// counting after <paramref name="Sequence"/>, so that nothing new comes under a number that was used.
/// </summary>
[Message("messaging.position-ahead", "messaging/heads", Purpose = Purposes.Administration)]
public sealed record PositionAhead(string Stream, long Sequence, string ToldBy);
