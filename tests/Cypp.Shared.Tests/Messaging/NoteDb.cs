using Cypp.Access;
using Cypp.Access.Restrictions;
using Cypp.Contracts.Index;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Shared.Tests.Messaging;

/// <summary>The smallest service there can be: it notes each settled match.</summary>
public sealed class NoteModule : IServiceModule
{
    public string Name => "index";

    public IServiceDatabase Database { get; } = new NoteDatabase();

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddAccess();

    public void AddConsumers(ConsumerList consumers) => consumers.Add<MatchSettled, OnMatchSettled>();

    public void MapEndpoints(RouteGroupBuilder group) => group.MapPost("/notes", async (NoteRequest request, NoteDb db, TimeProvider clock) =>
    {
        db.WorkAs(RowContext.Request(Reach.AnyChild, request.ChildId, request.ChildId, clock.GetUtcNow()));
        var note = new Note { Id = Guid.CreateVersion7(), ChildId = request.ChildId, Order = request.Order };
        db.Notes.Add(note);
        db.Publish(new MatchSettled(note.Id, note.ChildId, default), note.ChildId, note.ChildId);
        await db.SaveChangesAsync();
        return request.Order switch
        {
            409 => (IResult)new ConflictError("note-refused", "Refused.").ToProblem(),
            503 => throw new TimeoutException(),
            500 => throw new InvalidOperationException("Text that names a child."),
            _ => TypedResults.Created($"/index/v1/notes/{note.Id}", note),
        };
    });
}

public sealed record NoteRequest(Guid ChildId, int Order);

public sealed class Note
{
    public Guid Id { get; init; }
    public Guid ChildId { get; init; }
    public int Order { get; init; }
}

public abstract class NoteDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddAccess();
        modelBuilder.Entity<Note>();
        modelBuilder.FilterRestricted(this);
    }
}

public sealed class NoteDbSqlite(DbContextOptions<NoteDbSqlite> options) : NoteDb(options);

public sealed class NoteDbPostgreSql(DbContextOptions<NoteDbPostgreSql> options) : NoteDb(options);

/// <summary>Notes a settled match; fails as its switch says.</summary>
public sealed class OnMatchSettled(NoteDb db) : IHandle<MatchSettled>
{
    /// <summary>Matches at which the handler fails, and how often still.</summary>
    public static readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, Queue<Exception>> Failures = new();

    public async Task HandleAsync(MatchSettled message, Envelope envelope, CancellationToken cancellationToken)
    {
        if (Failures.TryGetValue(message.MatchId, out var failures) && failures.TryDequeue(out var failure))
        {
            throw failure;
        }

        db.Notes.Add(new Note { Id = Guid.CreateVersion7(), ChildId = message.ChildId, Order = await db.Notes.CountAsync(cancellationToken) });
    }
}

internal sealed class NoteDatabase : IServiceDatabase
{
    private readonly ServiceDatabase<NoteDb, NoteDbSqlite, NoteDbPostgreSql> _inner = new();

    public void Register(IServiceCollection services, DatabaseEngine engine, string service, Action<ConsumerList> consumers) =>
        _inner.Register(services, engine, service, consumers);

    public ServiceDb ContextOf(IServiceProvider scope) => _inner.ContextOf(scope);

    public async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NoteDb>();
        await services.GetRequiredService<DatabaseEngine>().MigrateAsync(db, "index", db.Database.EnsureCreatedAsync, cancellationToken);
    }

    public Task<bool> IsReachableAsync(IServiceProvider services, CancellationToken cancellationToken) => _inner.IsReachableAsync(services, cancellationToken);

    public void AddIdempotency(IEndpointConventionBuilder group) => _inner.AddIdempotency(group);
}
