using Cypp.Contracts.Index;
using Cypp.Contracts.Messaging;
using Cypp.Messaging.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Shared.Tests.Messaging;

/// <summary>MQ-1: a message commits with its change or not at all, numbered without gaps within its stream.</summary>
public sealed class OutboxTests
{
    [Theory, Engines]
    public async Task Save_ManyWritersOfOneStream_NumberWithoutGapOrDouble(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var key = Guid.CreateVersion7();
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
            await service.InDatabaseAsync<NoteDb, int>(async db =>
            {
                db.Publish(new MatchSettled(key, Guid.CreateVersion7(), ServiceUnderTest.Monday), key, key);
                return await db.SaveChangesAsync();
            }));
        Assert.Equal(Enumerable.Range(1, 40).Select(number => (long)number), await SequencesAsync(service, key));
    }

    [Theory, Engines]
    public async Task Save_TransactionRolledBack_LeavesNoMessageAndNoGap(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var key = Guid.CreateVersion7();
        foreach (var commit in new[] { true, false, true })
        {
            await service.InDatabaseAsync<NoteDb, bool>(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                db.Notes.Add(new Note { Id = Guid.CreateVersion7() });
                db.Publish(new MatchSettled(key, Guid.CreateVersion7(), ServiceUnderTest.Monday), key, key);
                await db.SaveChangesAsync();
                await (commit ? transaction.CommitAsync() : transaction.RollbackAsync());
                return commit;
            });
        }

        Assert.Equal([1, 2], await SequencesAsync(service, key));
    }

    [Theory, Engines]
    public async Task StateRequested_OwnStream_IsSentAgainUnderTheSameIds(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var key = Guid.CreateVersion7();
        var ids = new List<Guid>();
        for (var written = 0; written < 3; written++)
        {
            await service.InDatabaseAsync<NoteDb, int>(async db =>
            {
                db.Publish(new MatchSettled(key, Guid.CreateVersion7(), ServiceUnderTest.Monday), key, key);
                return await db.SaveChangesAsync();
            });
        }

        await service.EventuallySentAsync<NoteDb>();
        await service.DeliverAsync(new StateRequested($"index/match/{key:n}", 2, 3, "index"), Guid.CreateVersion7());
        await service.EventuallySentAsync<NoteDb>();
        var rows = await service.InDatabaseAsync<NoteDb, List<OutboxMessage>>(db => db.Outbox.ToListAsync());
        Assert.Equal(3, rows.Count);
        // The service subscribes to its own type here, so the second sending met its inbox: no second effect.
        Assert.Equal(3, await service.InDatabaseAsync<NoteDb, int>(db => db.Notes.CountAsync()));
        Assert.All(rows, row => Assert.NotNull(row.SentAt));
    }

    private static Task<List<long>> SequencesAsync(ServiceUnderTest service, Guid key) => service.InDatabaseAsync<NoteDb, List<long>>(db =>
        db.Outbox.Where(row => row.Stream == $"index/match/{key:n}").OrderBy(row => row.Sequence).Select(row => row.Sequence).ToListAsync());
}
