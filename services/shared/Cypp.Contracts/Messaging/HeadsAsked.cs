namespace Cypp.Contracts.Messaging;

/// <summary>
/// Something may have been lost on the way: a broker's disk, a database put back to an older state. Every service tells the
/// heads of the streams that it owns, whoever asks.
/// </summary>
[Message("messaging.heads-asked", "messaging/heads", Purpose = Purposes.Administration)]
public sealed record HeadsAsked(string AskedBy);
