namespace Cypp.Messaging;

/// <summary>What travels with every message besides its payload: order, origin, ground of sharing, trace.</summary>
/// <param name="Stream"><c>publisher/kind/key</c>; <paramref name="Sequence"/> counts 1, 2, 3 within it.</param>
/// <param name="RestrictionLevel">0 normal, 1 location hidden, 2 sealed.</param>
/// <param name="TraceParent">W3C traceparent of the request that caused it.</param>
public sealed record Envelope(
    Guid MessageId, string Type, int Version, string Stream, long Sequence, DateTimeOffset OccurredAt, Guid SourceAgencyId,
    string LawfulBasis, string Purpose, string DataClass, int RestrictionLevel, string? TraceParent);

/// <summary>A message as it reaches a consumer.</summary>
public sealed record Delivery(Envelope Envelope, object Message);
