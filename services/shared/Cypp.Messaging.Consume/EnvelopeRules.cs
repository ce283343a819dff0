using Cypp.Contracts;

namespace Cypp.Messaging.Consume;

/// <summary>A message says on what ground it is shared; one that says too little or something else has no effect.</summary>
public static class EnvelopeRules
{
    /// <returns>
    /// A reason code, or null when the message has a place in a stream and waits for its turn, whatever else is wrong: a later
    /// version of the platform may put types into a stream that this one does not know.
    /// </returns>
    public static string? WithoutPlace(Envelope envelope) =>
        !MessageCatalogue.Kinds.Contains(Streams.KindOf(envelope.Stream)) ? "stream-not-allowed"
        : envelope.Sequence < 1 ? "sequence-missing"
        : null;

    /// <returns>A reason code, or null when the envelope may be acted on.</returns>
    public static string? Broken(Envelope envelope)
    {
        var about = MessageCatalogue.Find(envelope.Type)?.About;
        return envelope switch
        {
            _ when about is null => "unknown-type",
            { Version: var version } when version > about.Version || version < 1 => "unknown-version",
            { SourceAgencyId: var agency } when agency == Guid.Empty => "source-agency-missing",
            { LawfulBasis: var basis } when basis != about.LawfulBasis || !LawfulBases.All.Contains(basis) => "lawful-basis-not-allowed",
            { Purpose: var purpose } when purpose != about.Purpose || !Purposes.All.Contains(purpose) => "purpose-not-allowed",
            { DataClass: var data } when data != about.DataClass || !DataClasses.All.Contains(data) => "data-class-not-allowed",
            { RestrictionLevel: < 0 or > 2 } => "restriction-level-unknown",
            _ when about.StreamKind is not MessageAttribute.AnyStream && Streams.KindOf(envelope.Stream) != about.StreamKind => "stream-not-allowed",
            _ => null,
        };
    }
}
