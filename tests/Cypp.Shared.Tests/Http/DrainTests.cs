using Cypp.Access;
using Cypp.Shared.Tests.Messaging;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Shared.Tests.Http;

/// <summary>Told to stop, a service says first that it is not ready, goes on serving, and then ends.</summary>
public sealed class DrainTests
{
    private static readonly Uri Readiness = new("http://localhost:8081/readyz");

    [Fact]
    public async Task Stop_SaysNotReady_ServesForAWhile_AndEnds()
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(
            Engine.Sqlite, settings: new Dictionary<string, string?> { ["Drain:Seconds"] = "20", ["Management:Port"] = "8081" });
        using var probe = service.AnonymousClient();
        Assert.NotEqual("stopping", await TextAsync(probe));
        var stopped = service.StopAsync();
        Assert.Equal("stopping", await TextAsync(probe));
        var client = service.ClientFor(TestPractitioner.Of(Roles.SocialWorker));
        Assert.Equal(201, (await client.PostAsync("/index/v1/notes", new NoteRequest(Guid.CreateVersion7(), 0), key: "late")).Status);
        Assert.False(stopped.IsCompleted);
        service.Time.Advance(TimeSpan.FromSeconds(20));
        await stopped;
        Assert.NotEqual(0, await service.InDatabaseAsync<NoteDb, int>(db => db.Notes.CountAsync()));
    }

    private static async Task<string> TextAsync(HttpClient probe)
    {
        using var answer = await probe.GetAsync(Readiness);
        return await answer.Content.ReadAsStringAsync();
    }
}
