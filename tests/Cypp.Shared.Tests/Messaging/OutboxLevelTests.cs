using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Messaging.Dispatch;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Shared.Tests.Messaging;

/// <summary>MQ-12: a broker that is away is not noticed until so many messages wait; then callers are asked to come later.</summary>
public sealed class OutboxLevelTests
{
    private const string Path = "/index/v1/notes";

    [Theory, Engines]
    public async Task Post_WhileTooManyMessagesWait_Is503AndStoresNothing_UntilTheyAreGone(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine, settings: new Dictionary<string, string?> { ["Messages:MostWaiting"] = "3" });
        var client = service.ClientFor(TestPractitioner.Of(Roles.SocialWorker));
        var level = service.Services.GetRequiredService<OutboxLevel<NoteDb>>();
        var body = new NoteRequest(Guid.CreateVersion7(), 0);
        await WaitAsync(service, 2);
        await level.RunOnceAsync(CancellationToken.None);
        Assert.Equal(201, (await client.PostAsync(Path, body, key: "one")).Status);
        await WaitAsync(service, 1);
        await level.RunOnceAsync(CancellationToken.None);
        var refused = await client.PostAsync(Path, body, key: "two");
        Assert.Equal((503, "messages-waiting"), (refused.Status, refused.Code));
        // The note of the first, and of its message.
        await EventuallyAsync(service, notes: 2);

        // What comes by message is taken in: it may be what makes room.
        await service.DeliverAsync(new MatchSettled(Guid.CreateVersion7(), Guid.CreateVersion7(), ServiceUnderTest.Monday), Guid.CreateVersion7());
        await EventuallyAsync(service, notes: 3);
        await service.InDatabaseAsync<NoteDb, int>(db => db.Outbox.Where(row => row.SentAt == null).ExecuteDeleteAsync());
        await level.RunOnceAsync(CancellationToken.None);
        Assert.Equal(201, (await client.PostAsync(Path, body, key: "two")).Status);
    }

    /// <summary>Nobody here takes them: they wait.</summary>
    private static Task<int> WaitAsync(ServiceUnderTest service, int messages) => service.InDatabaseAsync<NoteDb, int>(db =>
    {
        for (var number = 0; number < messages; number++)
        {
            db.Publish(new PupilLeft(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), default), Guid.CreateVersion7(), Guid.CreateVersion7());
        }

        return db.SaveChangesAsync();
    });

    private static Task EventuallyAsync(ServiceUnderTest service, int notes) =>
        Eventually.HoldsAsync(async () => await service.InDatabaseAsync<NoteDb, int>(db => db.Notes.CountAsync()) == notes);
}
