namespace Cypp.Contracts.Messaging;

/// <summary>
/// How far a service has come in streams that it owns; each subscriber compares it with what it has taken in, and asks for what
/// it lacks. At most 1,000 streams a message; a stream with something still to be sent is left out.
/// </summary>
[Message("messaging.heads-told", "messaging/heads", Purpose = Purposes.Administration)]
public sealed record HeadsTold(string ToldBy, IReadOnlyList<HeadTold> Heads);

/// <param name="Sequence">Of the last message that was sent.</param>
public sealed record HeadTold(string Stream, long Sequence);
