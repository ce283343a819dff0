using System.Text;
using Cypp.Contracts.Learning;
using Cypp.Messaging;
using Cypp.Messaging.RabbitMq;
using Cypp.Story.Agencies;
using RabbitMQ.Client;

namespace Cypp.System.Tests.Faults.Causes;

/// <summary>FT-15: three messages that cannot be taken in, each in its own way, among those of a working day.</summary>
internal static class Poison
{
    private const string Service = "early-help";

    /// <summary>The cluster of the message, which this service alone takes in, says what becomes of its handler.</summary>
    private const string Trap = """
        CREATE OR REPLACE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW."Cluster" = 'handler-throws' THEN RAISE EXCEPTION 'refused'; END IF;
            IF NEW."Cluster" = 'process-ends' THEN PERFORM pg_sleep(600); END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER trap BEFORE INSERT ON prompt FOR EACH ROW EXECUTE FUNCTION trap();
        """;

    /// <summary>Until all three are parked.</summary>
    public static async Task ComesAsync(Moment moment)
    {
        await ExecuteAsync(moment, Trap);
        var unreadable = await SendAsync(moment, "{\"childId\":", "body-unreadable");
        var thrower = await SendAsync(moment, Body("handler-throws"), "DbUpdateException");
        var killer = await SendAsync(moment, Body("process-ends"), "ends-its-consumer");
        while (!await AreParkedAsync(moment, unreadable, thrower, killer))
        {
            if (await Traps.IsSomebodyInAsync(moment.Platform, Service))
            {
                await moment.Platform.KillAndRestartAsync(Service);
                await Traps.EndWhoIsInAsync(moment.Platform, Service);
            }
        }

        await ExecuteAsync(moment, "DROP TRIGGER trap ON prompt");
    }

    private static string Body(string cluster) => MessageCatalogue.Write(new PersistentAbsenceChanged(
        Guid.CreateVersion7(), Guid.CreateVersion7(), cluster, 2015, true, 10, new DateOnly(2016, 1, 4)));

    private static async Task<Guid> SendAsync(Moment moment, string body, string reason)
    {
        var about = MessageCatalogue.Of(typeof(PersistentAbsenceChanged)).About;
        var message = new StoredMessage(Guid.CreateVersion7(), about.Name, 1, Messaging.Streams.Of(about.StreamKind, Guid.CreateVersion7()), 1, body, DemoAgencies.EarlyHelp.Id, 0);
        moment.Faulted.Poison.Add((Service, message.Id, reason));
        await using var connection = await new ConnectionFactory { Uri = moment.Platform.Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.BasicPublishAsync(Names.ExchangeOf(message.Kind), message.Kind, mandatory: true, message.Properties, Encoding.UTF8.GetBytes(body));
        return message.Id;
    }

    private static async Task<bool> AreParkedAsync(Moment moment, params Guid[] messages) => (await Tables.RowsAsync(
        moment.Platform, Service, """SELECT "MessageId" FROM parked_message""", row => row.GetGuid(0))).Intersect(messages).Count() == messages.Length;

    private static Task ExecuteAsync(Moment moment, string statement) => Tables.ExecutePatientlyAsync(moment.Platform, Service, statement);
}
