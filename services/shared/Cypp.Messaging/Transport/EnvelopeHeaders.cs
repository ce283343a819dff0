using System.Globalization;
using MassTransit;

namespace Cypp.Messaging.Transport;

/// <summary>The envelope as message headers.</summary>
internal static class EnvelopeHeaders
{
    private const string Prefix = "cypp-";

    public static void Write(SendContext context, Envelope envelope)
    {
        context.MessageId = envelope.MessageId;
        var headers = context.Headers;
        headers.Set(Prefix + "type", envelope.Type);
        headers.Set(Prefix + "version", envelope.Version.ToString(CultureInfo.InvariantCulture));
        headers.Set(Prefix + "stream", envelope.Stream);
        headers.Set(Prefix + "sequence", envelope.Sequence.ToString(CultureInfo.InvariantCulture));
        headers.Set(Prefix + "occurred-at", envelope.OccurredAt.ToString("O", CultureInfo.InvariantCulture));
        headers.Set(Prefix + "source-agency", envelope.SourceAgencyId.ToString());
        headers.Set(Prefix + "lawful-basis", envelope.LawfulBasis);
        headers.Set(Prefix + "purpose", envelope.Purpose);
        headers.Set(Prefix + "data-class", envelope.DataClass);
        headers.Set(Prefix + "restriction-level", envelope.RestrictionLevel.ToString(CultureInfo.InvariantCulture));
        headers.Set("traceparent", envelope.TraceParent);
    }

    /// <summary>A missing header becomes a value that no rule allows, so that the message is parked, not guessed at.</summary>
    public static Envelope Read(ConsumeContext context)
    {
        string Text(string name) => context.Headers.Get<string>(name) ?? "";
        long Number(string name, long missing) =>
            long.TryParse(Text(Prefix + name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : missing;

        return new Envelope(
            context.MessageId ?? Guid.Empty,
            Text(Prefix + "type"),
            (int)Number("version", 0),
            Text(Prefix + "stream"),
            Number("sequence", 0),
            DateTimeOffset.TryParse(Text(Prefix + "occurred-at"), CultureInfo.InvariantCulture, out var at) ? at : default,
            Guid.TryParse(Text(Prefix + "source-agency"), out var agency) ? agency : Guid.Empty,
            Text(Prefix + "lawful-basis"),
            Text(Prefix + "purpose"),
            Text(Prefix + "data-class"),
            (int)Number("restriction-level", -1),
            context.Headers.Get<string>("traceparent"));
    }
}
