using Cypp.Contracts.Index;
using Cypp.Messaging;
using Cypp.Messaging.Dispatch;
using Cypp.Story.Agencies;
using Npgsql;
using NpgsqlTypes;

namespace Cypp.Benchmarks.Seeding;

/// <summary>The index's messages, of as many children or of fewer, straight into its outbox.</summary>
internal sealed class OutboxRows(Stand stand)
{
    public const string Service = "index";

    private static readonly MessageType Type = MessageCatalogue.Of(typeof(ChildRecordChanged));

    /// <param name="at">Since when it is so, by which its effects are found.</param>
    public static string BodyOf(Guid child, DateTimeOffset at) => MessageCatalogue.Write(
        new ChildRecordChanged(child, null, null, null, new DateOnly(2008, 1, 1), null, DemoAgencies.StoryCluster, false, at));

    /// <param name="at">When they are said to have happened, and since when it is as a child's last message says; a microsecond less for each before.</param>
    /// <param name="sent">Whether they lie there as sent; else they wait for the dispatcher.</param>
    /// <param name="ofOneChild">So many come one after the other in the stream of one child.</param>
    public async Task AddAsync(int count, DateTimeOffset at, bool sent = false, int ofOneChild = 1)
    {
        await using var connection = new NpgsqlConnection(stand.Platform.DatabaseOf(Service) + ";Command Timeout=0");
        await connection.OpenAsync();
        await using (var copy = await connection.BeginBinaryImportAsync("""
            COPY outbox ("Id", "Stream", "Sequence", "Slot", "Type", "Version", "OccurredAt", "Payload", "SourceAgencyId", "RestrictionLevel", "Attempts", "NextAt", "SentAt") FROM STDIN (FORMAT BINARY)
            """))
        {
            var (child, written) = (Guid.Empty, at.UtcDateTime);
            for (var row = 0; row < count; row++)
            {
                var before = row % ofOneChild;
                child = before == 0 ? Guid.CreateVersion7() : child;
                await copy.StartRowAsync();
                copy.Write(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
                copy.Write(Streams.Of(Type.About.StreamKind, child), NpgsqlDbType.Varchar);
                copy.Write(before + 1L, NpgsqlDbType.Bigint);
                copy.Write(Slots.Of(child), NpgsqlDbType.Smallint);
                copy.Write(Type.About.Name, NpgsqlDbType.Varchar);
                copy.Write(Type.About.Version, NpgsqlDbType.Integer);
                copy.Write(written, NpgsqlDbType.TimestampTz);
                copy.Write(BodyOf(child, at.AddMicroseconds(before + 1 - ofOneChild)), NpgsqlDbType.Text);
                copy.Write(DemoAgencies.SocialWork.Id, NpgsqlDbType.Uuid);
                copy.Write(0, NpgsqlDbType.Integer);
                copy.Write(0, NpgsqlDbType.Integer);
                // Of rows that wait for one moment the first of all streams would be sent before the second of any.
                copy.Write(written.AddMicroseconds(row / ofOneChild), NpgsqlDbType.TimestampTz);
                if (sent)
                {
                    copy.Write(written, NpgsqlDbType.TimestampTz);
                }
                else
                {
                    copy.WriteNull();
                }
            }

            await copy.CompleteAsync();
        }

        await TidyAsync(connection);
    }

    /// <summary>Forgets what was sent of those that happened since.</summary>
    public async Task ForgetSentAsync(DateTimeOffset since)
    {
        await using var connection = new NpgsqlConnection(stand.Platform.DatabaseOf(Service) + ";Command Timeout=0");
        await connection.OpenAsync();
        await using var delete = new NpgsqlCommand("DELETE FROM outbox WHERE \"SentAt\" IS NOT NULL AND \"OccurredAt\" >= @since", connection);
        delete.Parameters.AddWithValue("since", since.UtcDateTime);
        await delete.ExecuteNonQueryAsync();
        await TidyAsync(connection);
    }

    private static async Task TidyAsync(NpgsqlConnection connection)
    {
        await using var tidy = new NpgsqlCommand("VACUUM (ANALYZE) outbox", connection);
        await tidy.ExecuteNonQueryAsync();
    }
}
