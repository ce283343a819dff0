namespace Cypp.Contracts.Messaging;

/// <summary>
/// A subscriber misses part of a stream and asks its owner to send it again, with the same ids. Sent to every
/// service; only the stream's owner answers, and only to who asked.
/// </summary>
/// <param name="Stream">The whole stream name; its first segment is the owning service.</param>
/// <param name="FromSequence">First missing sequence.</param>
/// <param name="ToSequence">Last missing sequence.</param>
[Message("messaging.state-requested", "messaging/state", Purpose = Purposes.Administration)]
public sealed record StateRequested(string Stream, long FromSequence, long ToSequence, string RequestedBy);
