namespace Cypp.Contracts.Messaging;

/// <summary>
/// Stands, in whatever stream, for a number whose message its owner has no longer: it was put back to an older state. It has no
/// effect; what follows it need not wait for ever.
/// </summary>
[Message("messaging.number-void", MessageAttribute.AnyStream, Purpose = Purposes.Administration)]
public sealed record NumberVoid;
