using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MassTransit;

namespace Cypp.Messaging.RabbitMq;

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
    /// <param name="messageId">The property of that name; a message without one gets one of what it says, the same at each delivery.</param>
    public static Envelope Read(IDictionary<string, object?>? headers, string? messageId, byte[] body)
    {
        string Text(string name) => headers is not null && headers.TryGetValue(name, out var value) && value is byte[] text ? Encoding.UTF8.GetString(text) : "";
        long Number(string name, long missing) =>
            long.TryParse(Text(Prefix + name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : missing;

        var said = Text(Prefix + "type") + Text(Prefix + "stream") + Text(Prefix + "sequence");
        return new Envelope(
            Guid.TryParse(messageId, out var id) && id != Guid.Empty ? id : new Guid(SHA256.HashData([.. Encoding.UTF8.GetBytes(said), .. body]).AsSpan(0, 16)),
            Limited(Text(Prefix + "type")),
            (int)Math.Min(Number("version", 0), int.MaxValue),
            Limited(Text(Prefix + "stream")),
            Number("sequence", 0),
            DateTimeOffset.TryParse(Text(Prefix + "occurred-at"), CultureInfo.InvariantCulture, out var at) ? at : default,
            Guid.TryParse(Text(Prefix + "source-agency"), out var agency) ? agency : Guid.Empty,
            Text(Prefix + "lawful-basis"),
            Text(Prefix + "purpose"),
            Text(Prefix + "data-class"),
            (int)Number("restriction-level", -1),
            Text("traceparent") is { Length: > 0 } parent ? parent : null);
    }

    // No name of ours is longer or holds anything else, and a column does not take all that comes.
    private static string Limited(string name) => name.Length <= Envelope.LongestName && name.All(char.IsAscii) && !name.Any(char.IsControl) ? name : "";
}
