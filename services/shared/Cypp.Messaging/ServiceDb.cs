using System.Data;
using Cypp.Messaging.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Cypp.Messaging;

/// <summary>
/// A service's database: its own tables and, in the same transactions, its outbox and inbox (MQ-1, MQ-5). Derived
/// contexts call <c>base.OnModelCreating</c> first.
/// </summary>
public abstract class ServiceDb : DbContext
{
    // A save that fails fails its transaction: nobody goes on in it, and a savepoint before each would be two more statements.
    protected ServiceDb(DbContextOptions options) : base(options) => Database.AutoSavepointsEnabled = false;

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<InboxEntry> Inbox => Set<InboxEntry>();
    public DbSet<HeldMessage> Held => Set<HeldMessage>();
    public DbSet<ParkedMessage> Parked => Set<ParkedMessage>();
    public DbSet<IdempotencyRecord> Idempotency => Set<IdempotencyRecord>();

    /// <summary>For what it works; null: it has not been said, and PostgreSQL shows nothing.</summary>
    public RowContext? RowContext { get; private set; }

    /// <summary>The person for whom a request reads; null where nobody does: consumers and jobs. It narrows, it never widens.</summary>
    public Guid? Reader => RowContext?.Reader;

    /// <summary>For what, and of which kind of record, a request reads; null where none does.</summary>
    public DataUse? Use { get; set; }

    internal bool HasNewMessages { get; set; }

    /// <summary>
    /// Puts a message into the outbox; it is sent after, and only if, the change that it tells of is committed.
    /// </summary>
    /// <param name="key">The child's id or, where there is none, the match's or agency's.</param>
    /// <param name="sourceAgencyId">The agency for which it is said.</param>
    public void Publish(object message, Guid key, Guid sourceAgencyId, int restrictionLevel = 0)
    {
        var kind = MessageCatalogue.Of(message.GetType()).About.StreamKind;
        Outbox.Add(OutboxMessage.Of(message, Streams.Of(kind, key), sourceAgencyId, restrictionLevel, this.GetService<TimeProvider>().GetUtcNow()));
    }

    /// <exception cref="InvalidOperationException">A connection is open already, for another kind of work.</exception>
    public void WorkAs(RowContext context)
    {
        if (RowContext is not null && context != RowContext && Database.GetDbConnection().State != ConnectionState.Closed)
        {
            throw new InvalidOperationException("A session keeps the context with which it was opened.");
        }

        RowContext = context;
    }

    /// <summary>
    /// Gives the session back before the scope ends, for who goes on with another scope: with every session waiting for a second
    /// one, none would come.
    /// </summary>
    public Task LetGoAsync() => Database.GetDbConnection().CloseAsync();

    /// <summary>Holds a name until the transaction ends: of several processes one goes on, the others wait for it.</summary>
    /// <returns>The last number given out under it; 0: none.</returns>
    public Task<long> LockAsync(string name, CancellationToken cancellationToken) => MoveHeadAsync(name, 0, cancellationToken);

    /// <summary>
    /// Holds a name alone until the transaction ends. It gives out no number and leaves no row; SQLite, whose transactions write one
    /// after another, needs none.
    /// </summary>
    /// <param name="beside">A name held too, together with all others who hold it so; null: none.</param>
    public Task HoldAsync(string name, string? beside, CancellationToken cancellationToken) => IsSqlite ? Task.CompletedTask : Database.ExecuteSqlAsync(
        $"SELECT pg_advisory_xact_lock_shared(hashtextextended({beside}, 0)), pg_advisory_xact_lock(hashtextextended({name}, 0))", cancellationToken);

    /// <summary>The next number under a name comes after <paramref name="atLeast"/>.</summary>
    public Task RaiseHeadAsync(string name, long atLeast, CancellationToken cancellationToken) => Database.ExecuteSqlAsync($"""
        INSERT INTO stream_head ("Stream", "Sequence") VALUES ({name}, {atLeast})
        ON CONFLICT ("Stream") DO UPDATE SET "Sequence" = excluded."Sequence" WHERE stream_head."Sequence" < excluded."Sequence"
        """, cancellationToken);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var unnumbered = ChangeTracker.Entries<OutboxMessage>()
            .Where(entry => entry.State == EntityState.Added && entry.Entity.Sequence == 0)
            .Select(entry => entry.Entity)
            .OrderBy(row => row.Stream, StringComparer.Ordinal)
            .ToList();
        if (unnumbered.Count == 0)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        HasNewMessages = true;
        if (Database.CurrentTransaction is not null)
        {
            await NumberAsync(unnumbered, cancellationToken);
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
        await NumberAsync(unnumbered, cancellationToken);
        var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Changes are saved asynchronously: their messages are numbered first.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (IsSqlite)
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        }
        else
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddMessaging();

    private bool IsSqlite => Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

    private async Task NumberAsync(List<OutboxMessage> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            row.Sequence = await MoveHeadAsync(row.Stream, 1, cancellationToken);
        }
    }

    private async Task<long> MoveHeadAsync(string name, long by, CancellationToken cancellationToken)
    {
        var moved = await Database.SqlQuery<long>($"""
            INSERT INTO stream_head ("Stream", "Sequence") VALUES ({name}, {by})
            ON CONFLICT ("Stream") DO UPDATE SET "Sequence" = stream_head."Sequence" + {by}
            RETURNING "Sequence" AS "Value"
            """).ToListAsync(cancellationToken);
        return moved.Single();
    }
}

/// <param name="Purpose">See <c>Purposes</c>.</param>
/// <param name="RecordType">What agreements call the records, such as education.details.</param>
/// <param name="Looking">It only looks: it neither searches nor changes.</param>
public sealed record DataUse(string Purpose, string RecordType, bool Looking = false);
