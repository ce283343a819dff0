using System.Diagnostics;
using Cypp.Contracts.Messaging;
using Cypp.Messaging.Dispatch;

namespace Cypp.Messaging.Data;

/// <summary>A message written in the transaction of the change it tells of, kept after sending so that it can be sent again.</summary>
public sealed class OutboxMessage
{
    public required Guid Id { get; init; }
    public required string Stream { get; init; }
    public long Sequence { get; internal set; }

    /// <summary>Which dispatcher sends it: see <see cref="Dispatch.Slots"/>.</summary>
    public required short Slot { get; init; }
    public required string Type { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required string Payload { get; init; }
    public required Guid SourceAgencyId { get; init; }
    public required int RestrictionLevel { get; init; }
    public string? TraceParent { get; init; }
    public int Attempts { get; internal set; }
    public DateTimeOffset NextAt { get; internal set; }
    public string? LastError { get; internal set; }
    public DateTimeOffset? SentAt { get; internal set; }
    public DateTimeOffset? ParkedAt { get; internal set; }

    /// <summary>It is sent again for this service alone, which lacks it; null: for every subscriber.</summary>
    public string? OnlyFor { get; internal set; }

    /// <param name="stream">The stream that it is said in; a number of its own, unless it has one, comes with the commit.</param>
    public static OutboxMessage Of(object message, string stream, Guid sourceAgencyId, int restrictionLevel, DateTimeOffset now)
    {
        var about = MessageCatalogue.Of(message.GetType()).About;
        return new()
        {
            Id = Guid.CreateVersion7(now),
            Stream = stream,
            Slot = Slots.Of(Streams.KeyOf(stream)),
            Type = about.Name,
            Version = about.Version,
            OccurredAt = now,
            Payload = MessageCatalogue.Write(message),
            SourceAgencyId = sourceAgencyId,
            RestrictionLevel = restrictionLevel,
            TraceParent = Activity.Current?.Id,
            NextAt = now,
        };
    }

    /// <summary>In the place of a message that is no longer there.</summary>
    public static OutboxMessage Void(string stream, long sequence, DateTimeOffset now)
    {
        var row = Of(new NumberVoid(), stream, PlatformAgency.Id, restrictionLevel: 0, now);
        row.Sequence = sequence;
        return row;
    }

    public Envelope ToEnvelope(MessageType type, string? traceParent) => new(
        Id, Type, Version, Stream, Sequence, OccurredAt, SourceAgencyId,
        type.About.LawfulBasis, type.About.Purpose, type.About.DataClass, RestrictionLevel, traceParent);
}

/// <summary>Last sequence given out in a stream that this service owns; its row lock makes commit order the order.</summary>
public sealed class StreamHead
{
    public required string Stream { get; init; }
    public long Sequence { get; init; }
}
