using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Messaging.Dispatch;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cypp.ServiceKit.Data;

/// <summary>A service's database as its host sees it, without its types.</summary>
public interface IServiceDatabase
{
    void Register(IServiceCollection services, DatabaseEngine engine, string service, Action<ConsumerList> consumers);

    Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken);

    Task<bool> IsReachableAsync(IServiceProvider services, CancellationToken cancellationToken);

    void AddIdempotency(IEndpointConventionBuilder group);

    /// <summary>The service's context of a scope.</summary>
    ServiceDb ContextOf(IServiceProvider scope);
}

/// <typeparam name="TDb">The context that features use.</typeparam>
/// <typeparam name="TSqlite">Its SQLite migrations.</typeparam>
/// <typeparam name="TPostgreSql">Its PostgreSQL migrations.</typeparam>
public sealed class ServiceDatabase<TDb, TSqlite, TPostgreSql> : IServiceDatabase
    where TDb : ServiceDb where TSqlite : TDb where TPostgreSql : TDb
{
    private string _service = "";

    public void Register(IServiceCollection services, DatabaseEngine engine, string service, Action<ConsumerList> consumers)
    {
        _service = service;
        if (engine.Choose(typeof(TSqlite), typeof(TPostgreSql)) == typeof(TSqlite))
        {
            services.AddDbContext<TDb, TSqlite>(Configure, optionsLifetime: ServiceLifetime.Singleton);
        }
        else
        {
            services.AddDbContext<TDb, TPostgreSql>(Configure, optionsLifetime: ServiceLifetime.Singleton);
        }

        services.AddMessaging<TDb>(service, consumers);
        services.AddSingleton<IHostedService, IdempotencyPurge<TDb>>();

        void Configure(IServiceProvider provider, DbContextOptionsBuilder options)
        {
            engine.Configure(options, service);
            // These write a failure's text, with values of the row, into their own, or say again and again that a server is away;
            // the request's or job's log names it.
            options.ConfigureWarnings(warnings => warnings.Ignore(
                CoreEventId.SaveChangesFailed, CoreEventId.QueryIterationFailed, RelationalEventId.ConnectionError));
            options.AddInterceptors([provider.GetRequiredService<OutboxSignal<TDb>>(), provider.GetRequiredService<OutboxLevel<TDb>>(), .. provider.GetServices<IInterceptor>()]);
        }
    }

    public async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        // A later migration may change rows: the wall holds the owner too.
        db.WorkAs(RowContext.Job);
        await services.GetRequiredService<DatabaseEngine>().MigrateAsync(db, _service, token => MigrateAsync(db, token), cancellationToken);
    }

    // An older program would take what a later one has made for its own.
    private async Task MigrateAsync(TDb db, CancellationToken cancellationToken)
    {
        var later = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(db.Database.GetMigrations()).ToList();
        await (later.Count == 0
            ? db.Database.MigrateAsync(cancellationToken)
            : throw new StartRefusedException($"the database of {_service} is later than this program: it has {string.Join(", ", later)}."));
    }

    public async Task<bool> IsReachableAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TDb>().Database.CanConnectAsync(cancellationToken);
    }

    public void AddIdempotency(IEndpointConventionBuilder group) => group.AddEndpointFilter(new IdempotencyFilter<TDb>());

    public ServiceDb ContextOf(IServiceProvider scope) => scope.GetRequiredService<TDb>();
}
