using System.Net.Http.Headers;
using System.Text;
using Cypp.Access;
using Cypp.Shared.Tests.Messaging;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Shared.Tests.Http;

/// <summary>Retries are harmless, refusals store nothing, failures tell nothing (GW-7, GW-9).</summary>
public sealed class IdempotencyTests
{
    private const string Path = "/index/v1/notes";

    [Theory, Engines]
    public async Task Post_SameKeyManyTimesAtOnce_HasOneEffectAndOneAnswer(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var client = service.ClientFor(TestPractitioner.Of(Roles.SocialWorker));
        var body = new NoteRequest(Guid.CreateVersion7(), 0);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostAsync(Path, body, key: "same")));
        Assert.Equal(201, answers[0].Status);
        Assert.Single(answers.Distinct());
        await service.EventuallySentAsync<NoteDb>();
        // One by the request, one by its message, which this service takes in itself.
        Assert.Equal(2, await service.InDatabaseAsync<NoteDb, int>(db => db.Notes.CountAsync()));
    }

    [Theory, Engines]
    public async Task Post_RefusedAfterWriting_LeavesNothingBehind(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var client = service.ClientFor(TestPractitioner.Of(Roles.SocialWorker));
        var child = Guid.CreateVersion7();
        foreach (var (order, status, code) in new[] { (409, 409, "note-refused"), (503, 503, "temporarily-unavailable"), (500, 500, "internal") })
        {
            var answer = await client.PostAsync(Path, new NoteRequest(child, order), key: "k" + order);
            Assert.Equal((status, code), (answer.Status, answer.Code));
            Assert.DoesNotContain("child", answer.Body, StringComparison.Ordinal);
            Assert.NotNull(answer.Json["traceId"]);
        }

        Assert.Equal((0, 0, 0), await service.InDatabaseAsync<NoteDb, (int, int, int)>(async db =>
            (await db.Notes.CountAsync(), await db.Outbox.CountAsync(), await db.Idempotency.CountAsync())));
        Assert.Equal(201, (await client.PostAsync(Path, new NoteRequest(child, 0), key: "k409")).Status);
    }

    [Theory, Engines]
    public async Task Post_KeyOlderThanADay_IsForgotten(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<NoteModule>(engine);
        var client = service.ClientFor(TestPractitioner.Of(Roles.SocialWorker));
        var first = await client.PostAsync(Path, new NoteRequest(Guid.CreateVersion7(), 0), key: "day");
        service.Time.Advance(TimeSpan.FromHours(25));
        var second = await client.PostAsync(Path, new NoteRequest(Guid.CreateVersion7(), 1), key: "day");
        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.NotEqual(first.Body, second.Body);
    }

    [Theory]
    [InlineData("{\"childId\":\"01930000-0000-7000-8000-000000000000\",\"order\":0,\"order\":1}")]
    [InlineData("{\"childId\":\"01930000-0000-7000-8000-000000000000\",\"order\":0,\"colour\":1}")]
    [InlineData("{\"childId\":\"01930000-0000-7000-8000-000000000000\",\"order\":\"0\"}")]
    [InlineData("{\"childId\":\"not-an-id\",\"order\":0}")]
    [InlineData("{\"childId\":\"01930000-0000-7000-8000-000000000000\"}")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Post_BodyOfAnotherShape_IsRefused(string body)
    {
        var service = await ServiceUnderTest.SharedAsync<NoteModule>(Engine.Sqlite);
        var client = service.ClientFor(TestPractitioner.Of(Roles.SocialWorker));
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        var answer = await client.PostAsync(Path, content);
        Assert.Equal((400, "application/problem+json"), (answer.Status, answer.ContentType));
    }
}
