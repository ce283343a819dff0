using Cypp.Contracts.Messaging;

namespace Cypp.Messaging;

/// <summary>What travels with every message besides its payload: order, origin, ground of sharing, trace.</summary>
/// <param name="Stream"><c>publisher/kind/key</c>; <paramref name="Sequence"/> counts 1, 2, 3 within it.</param>
/// <param name="RestrictionLevel">0 normal, 1 location hidden, 2 sealed.</param>
/// <param name="TraceParent">W3C traceparent of the request that caused it.</param>
public sealed record Envelope(
    Guid MessageId, string Type, int Version, string Stream, long Sequence, DateTimeOffset OccurredAt, Guid SourceAgencyId,
    string LawfulBasis, string Purpose, string DataClass, int RestrictionLevel, string? TraceParent)
{
    /// <summary>Of a type or a stream, in characters.</summary>
    public const int LongestName = 200;
}

/// <summary>A message as it travels: nobody has read its body yet, and it may be anything.</summary>
/// <param name="Body">JSON of the type that the envelope names.</param>
public sealed record WireMessage(Envelope Envelope, string Body)
{
    /// <summary>It only stands for a number, wherever that one is lacking.</summary>
    public bool IsVoid => Envelope.Type == MessageCatalogue.Of(typeof(NumberVoid)).About.Name;

    /// <exception cref="System.Text.Json.JsonException">The body is not what the type asks for.</exception>
    public Delivery Read() => new(Envelope, MessageCatalogue.Find(Envelope.Type)!.Read(Body));
}

/// <summary>A message as it reaches a handler.</summary>
public sealed record Delivery(Envelope Envelope, object Message)
{
    public WireMessage ToWire() => new(Envelope, MessageCatalogue.Write(Message));
}
