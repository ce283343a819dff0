using System.Text;
using Cypp.Contracts.Index;
using Cypp.Messaging;
using Cypp.Story.Agencies;
using RabbitMQ.Client;

namespace Cypp.System.Tests.Faults;

/// <summary>FT-15: three messages that cannot be taken in, each in its own way, among those of a working day.</summary>
[Collection(FaultCollection.Name)]
public sealed class PoisonTests(FaultedPlatform faulted, ITestOutputHelper output)
{
    private const string Service = "early-help";

    /// <summary>The cluster of the message says what becomes of its handler.</summary>
    private const string Traps = """
        CREATE OR REPLACE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW."ResidenceCluster" = 'handler-throws' THEN RAISE EXCEPTION 'refused'; END IF;
            IF NEW."ResidenceCluster" = 'process-ends' THEN PERFORM pg_sleep(600); END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER trap BEFORE INSERT ON known_child FOR EACH ROW EXECUTE FUNCTION trap();
        """;

    [Fact]
    public async Task Poison_IsParkedOnceWithItsReason_AndAllElseFlows()
    {
        await ExecuteAsync(Traps);
        var (line, wrong) = await faulted.JudgeAsync("FT-15 poison", TimeSpan.FromSeconds(10), async _ =>
        {
            await SendAsync("{\"childId\":", "body-unreadable");
            await SendAsync(Body("handler-throws"), "DbUpdateException");
            var killer = await SendAsync(Body("process-ends"), "ends-its-consumer");
            while (!await IsParkedAsync(killer))
            {
                if (await SleepingAsync() is { Count: > 0 } sleeping)
                {
                    await faulted.Platform.KillAndRestartAsync(Service);
                    // The server does not notice that its client is gone while a statement of it runs.
                    await Tables.RowsAsync(faulted.Platform, Service, $"SELECT pg_terminate_backend({sleeping[0]})", row => row.GetBoolean(0));
                }
            }
        });
        await ExecuteAsync("DROP TRIGGER trap ON known_child");
        output.WriteLine(line);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
    }

    private static string Body(string cluster) => MessageCatalogue.Write(new ChildRecordChanged(
        Guid.CreateVersion7(), null, null, null, new DateOnly(2010, 1, 1), null, cluster, false, default));

    private async Task<Guid> SendAsync(string body, string reason)
    {
        var about = MessageCatalogue.Of(typeof(ChildRecordChanged)).About;
        var message = new StoredMessage(Guid.CreateVersion7(), about.Name, 1, Messaging.Streams.Of(about.StreamKind, Guid.CreateVersion7()), 1, body, DemoAgencies.EarlyHelp.Id, 0);
        faulted.Poison.Add((Service, message.Id, reason));
        await using var connection = await new ConnectionFactory { Uri = faulted.Platform.Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.BasicPublishAsync("", Service, mandatory: true, message.Properties, Encoding.UTF8.GetBytes(body));
        return message.Id;
    }

    private async Task<bool> IsParkedAsync(Guid message) =>
        (await Tables.RowsAsync(faulted.Platform, Service, $"""SELECT 1 FROM parked_message WHERE "MessageId" = '{message}'""", row => row.GetInt32(0))).Count > 0;

    private Task<List<int>> SleepingAsync() => Tables.RowsAsync(
        faulted.Platform, Service, "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'", row => row.GetInt32(0));

    private Task<List<int>> ExecuteAsync(string statement) => Tables.RowsAsync(faulted.Platform, Service, statement, _ => 0);
}
