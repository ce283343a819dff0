using System.Globalization;
using Cypp.Messaging;
using RabbitMQ.Client;

namespace Cypp.System.Tests.Faults;

/// <summary>A row of an outbox, to be sent as its service sends it.</summary>
internal sealed record StoredMessage(Guid Id, string Type, int Version, string Stream, long Sequence, string Payload, Guid SourceAgencyId, int RestrictionLevel)
{
    public string Kind => Cypp.Messaging.Streams.KindOf(Stream);

    public BasicProperties Properties
    {
        get
        {
            var about = MessageCatalogue.Find(Type)!.About;
            return new BasicProperties
            {
                MessageId = Id.ToString(),
                Persistent = true,
                Headers = new Dictionary<string, object?>
                {
                    ["cypp-type"] = Type,
                    ["cypp-version"] = Version.ToString(CultureInfo.InvariantCulture),
                    ["cypp-stream"] = Stream,
                    ["cypp-sequence"] = Sequence.ToString(CultureInfo.InvariantCulture),
                    ["cypp-source-agency"] = SourceAgencyId.ToString(),
                    ["cypp-lawful-basis"] = about.LawfulBasis,
                    ["cypp-purpose"] = about.Purpose,
                    ["cypp-data-class"] = about.DataClass,
                    ["cypp-restriction-level"] = RestrictionLevel.ToString(CultureInfo.InvariantCulture),
                },
            };
        }
    }
}
