using System.Text;
using Cypp.Messaging.RabbitMq;
using RabbitMQ.Client;

namespace Cypp.System.Tests.Faults.Causes;

/// <summary>FT-07: what was sent comes three times more, in no order, the last 500 messages of each service.</summary>
internal static class Duplicates
{
    public static async Task ComeAsync(Moment moment)
    {
        await moment.HalfAsync();
        await using var connection = await new ConnectionFactory { Uri = moment.Platform.Broker }.CreateConnectionAsync(CancellationToken.None);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: CancellationToken.None);
        foreach (var service in Tables.Services)
        {
            var sent = await Tables.RowsAsync(
                moment.Platform, service, """SELECT "Id", "Type", "Version", "Stream", "Sequence", "Payload", "SourceAgencyId", "RestrictionLevel" FROM outbox WHERE "SentAt" IS NOT NULL ORDER BY "Id" DESC LIMIT 500""",
                row => new StoredMessage(row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetInt64(4), row.GetString(5), row.GetGuid(6), row.GetInt32(7)));
            var again = Enumerable.Repeat(sent, 3).SelectMany(message => message).ToArray();
            moment.Random.Shuffle(again);
            foreach (var message in again)
            {
                await channel.BasicPublishAsync(
                    Names.ExchangeOf(message.Kind), message.Kind, mandatory: false, message.Properties, Encoding.UTF8.GetBytes(message.Payload), CancellationToken.None);
            }
        }

        await moment.LastAsync(Timeout.InfiniteTimeSpan);
    }
}
