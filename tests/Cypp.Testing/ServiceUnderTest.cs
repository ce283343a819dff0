using System.Collections.Concurrent;
using Cypp.Access;
using Cypp.Access.Feed;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Data;
using Cypp.ServiceKit.Hosting;
using Cypp.ServiceKit.Trust;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Cypp.Testing;

/// <summary>One service, hosted whole over HTTP on a real database; other services are the messages that the test delivers.</summary>
public sealed class ServiceUnderTest : IAsyncDisposable
{
    /// <summary>Monday 2 November 2015, 09:00 in Leeds.</summary>
    public static readonly DateTimeOffset Monday = new(2015, 11, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The authority's own agencies, as configured in every test host.</summary>
    public static readonly Guid SocialWorkAgencyId = new("0193a000-0000-7000-8000-00000000000a");
    public static readonly Guid EducationAgencyId = new("0193a000-0000-7000-8000-00000000000e");

    public static readonly AuthorityOptions Authority = new() { SocialWorkAgencyId = SocialWorkAgencyId, EducationAgencyId = EducationAgencyId };

    private static readonly Dictionary<string, string?> Common = new()
    {
        ["Authority:SocialWorkAgencyId"] = SocialWorkAgencyId.ToString(),
        ["Authority:EducationAgencyId"] = EducationAgencyId.ToString(),
        ["Authority:OfficePhone"] = "0113 496 0001",
        ["Authority:OutOfHoursPhone"] = "0113 496 0002",
        ["Bus:Transport"] = "in-process",
        ["Trust:Mode"] = "local",
        ["Trust:Issuer"] = TestIssuer.Issuer,
    };

    private static readonly ConcurrentDictionary<(Type, Engine), Lazy<Task<ServiceUnderTest>>> Shared = new();
    private readonly ConcurrentDictionary<string, long> _sequences = new();
    private readonly TestIssuer _issuer = new();
    private readonly WebApplication _app;
    private readonly string _directory;

    private ServiceUnderTest(WebApplicationFactoryParts parts)
    {
        (_app, _issuer, Time, _directory, Audience, Postgres) = (parts.App, parts.Issuer, parts.Time, parts.Directory, parts.Audience, parts.Postgres);
        Agreements = new(work => OutsideAsync(parts.Database.ContextOf, async db =>
        {
            await work(db);
            return true;
        }));
    }

    private sealed record WebApplicationFactoryParts(
        WebApplication App, TestIssuer Issuer, FakeTimeProvider Time, string Directory, string Audience, IServiceDatabase Database, TestPostgres? Postgres);

    /// <summary>System and business time of the service; stands still until advanced.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>What a token must name to be believed by this service.</summary>
    public string Audience { get; }

    /// <summary>The index that this service compares its restrictions with.</summary>
    public TestRestrictions Restrictions => (TestRestrictions)Services.GetRequiredService<IRestrictionSource>();

    /// <summary>What the agencies of the test share, as the service knows it.</summary>
    public CityAgreement Agreements { get; }

    /// <summary>The service's database; null on SQLite.</summary>
    public TestPostgres? Postgres { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>A host shared by all tests of the assembly: for tests that neither move time nor count across agencies.</summary>
    public static Task<ServiceUnderTest> SharedAsync<TModule>(Engine engine) where TModule : IServiceModule, new() => Shared
        .GetOrAdd((typeof(TModule), engine), _ => new(() => StartAsync<TModule>(engine))).Value;

    /// <summary>A host and a database of the test's own.</summary>
    /// <param name="postgres">The database, where another host has it already.</param>
    public static Task<ServiceUnderTest> StartAsync<TModule>(
        Engine engine, DateTimeOffset? now = null, IReadOnlyDictionary<string, string?>? settings = null, TestIssuer? issuer = null,
        TestPostgres? postgres = null) where TModule : IServiceModule, new() =>
        StartAsync(new TModule(), engine, now, settings, issuer, postgres);

    public static async Task<ServiceUnderTest> StartAsync(
        IServiceModule module, Engine engine, DateTimeOffset? now = null, IReadOnlyDictionary<string, string?>? settings = null, TestIssuer? issuer = null,
        TestPostgres? postgres = null)
    {
        issuer ??= new TestIssuer();
        var time = new FakeTimeProvider(now ?? Monday);
        var directory = Directory.CreateTempSubdirectory("cypp-test-").FullName;
        var database = engine == Engine.Sqlite
            ? new Dictionary<string, string?> { ["Database:Engine"] = "sqlite", ["Database:Directory"] = directory }
            : (postgres ??= await TestPostgres.CreateDatabaseAsync()).Settings;
        var app = ServiceHost.Build([], [module], module.Name, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(new TestTime(time));
            builder.Services.AddSingleton<ISigningKeySource>(issuer);
            builder.Services.TryAddSingleton<IRestrictionSource>(provider => new TestRestrictions(() => provider.GetRequiredKeyedService<IRestrictionCopy>(module.Name)));
        }, settings: Common.Concat(database).Concat(Audit(directory)).Concat(settings ?? new Dictionary<string, string?>()).GroupBy(pair => pair.Key)
            .Select(pairs => pairs.Last()));
        await ServiceHost.MigrateAsync(app, [module]);
        await app.StartAsync();
        var service = new ServiceUnderTest(new(app, issuer, time, directory, TokenTrust.AudienceOf(module.Name), module.Database, postgres));
        await service.Agreements.SignAsync(SocialWorkAgencyId);
        await service.Agreements.SignAsync(EducationAgencyId);
        return service;
    }

    /// <summary>Tells the service to stop, as SIGTERM does.</summary>
    /// <returns>Ends when it has stopped.</returns>
    public Task StopAsync()
    {
        _app.Lifetime.StopApplication();
        return _app.StopAsync();
    }

    /// <summary>Where the service keeps its witness key and files.</summary>
    public string AuditDirectory => _directory;

    public AgencyClient ClientFor(TestPractitioner practitioner)
    {
        var client = new HttpClient(new CityAgreement.Handler(Agreements, practitioner.AgencyId, _app.GetTestServer().CreateHandler())) { BaseAddress = _app.GetTestServer().BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", _issuer.TokenFor(practitioner, Audience));
        return new AgencyClient(client);
    }

    /// <summary>A client that sends whatever token the test gives it, or none.</summary>
    public HttpClient AnonymousClient() => _app.GetTestClient();

    public TestIssuer Issuer => _issuer;

    /// <summary>Delivers another service's message, as the next of its stream.</summary>
    /// <returns>The delivery, to deliver again.</returns>
    public async Task<Delivery> DeliverAsync(object message, Guid key, Guid? sourceAgency = null, int restrictionLevel = 0)
    {
        var about = MessageCatalogue.Of(message.GetType()).About;
        var stream = $"{about.StreamKind}/{key:n}";
        var delivery = new Delivery(
            new Envelope(
                Guid.CreateVersion7(), about.Name, about.Version, stream, _sequences.AddOrUpdate(stream, 1, (_, last) => last + 1),
                Time.GetUtcNow(), sourceAgency ?? Guid.CreateVersion7(), about.LawfulBasis, about.Purpose, about.DataClass, restrictionLevel, null),
            message);
        await Agreements.SignAsync(delivery.Envelope.SourceAgencyId);
        await DeliverAsync(delivery);
        return delivery;
    }

    public Task DeliverAsync(Delivery delivery) => DeliverAsync(delivery.ToWire());

    /// <summary>Delivers anything at all.</summary>
    /// <param name="suspect">The process ended more than once while it was out.</param>
    public Task DeliverAsync(WireMessage message, bool suspect = false) =>
        Services.GetRequiredService<IConsumerPipeline>().ConsumeAsync(message, suspect, CancellationToken.None);

    /// <summary>What the service has put into its outbox, in the order of each stream.</summary>
    public async Task<IReadOnlyList<TMessage>> PublishedAsync<TDb, TMessage>() where TDb : ServiceDb
    {
        var type = MessageCatalogue.Of(typeof(TMessage));
        return await InDatabaseAsync<TDb, IReadOnlyList<TMessage>>(async db =>
            [.. (await db.Outbox.Where(row => row.Type == type.About.Name).OrderBy(row => row.Stream).ThenBy(row => row.Sequence).ToListAsync()).Select(row => (TMessage)type.Read(row.Payload))]);
    }

    /// <summary>Returns when the dispatcher has sent all that is in the outbox; fails after two minutes.</summary>
    public async Task EventuallySentAsync<TDb>() where TDb : ServiceDb
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await InDatabaseAsync<TDb, bool>(async db =>
        {
            while (await db.Outbox.AnyAsync(row => row.SentAt == null, limit.Token))
            {
                // The dispatcher runs by itself; looking again is all that can be done from outside.
                await Task.Yield();
            }

            return true;
        });
    }

    /// <summary>Looks at the database, or changes it, from outside: on PostgreSQL as a superuser, whom no policy holds.</summary>
    public Task<TResult> InDatabaseAsync<TDb, TResult>(Func<TDb, Task<TResult>> work) where TDb : ServiceDb =>
        OutsideAsync(services => services.GetRequiredService<TDb>(), work);

    /// <summary>Works on the database as the service itself does for one kind of work: under its role, through its pool.</summary>
    public async Task<TResult> WorkAsync<TDb, TResult>(RowContext context, Func<TDb, Task<TResult>> work) where TDb : ServiceDb
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.DatabaseFor<TDb>(context));
    }

    public async ValueTask DisposeAsync()
    {
        // What runs in the background would else write into the directory while it is deleted.
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<TResult> OutsideAsync<TDb, TResult>(Func<IServiceProvider, TDb> context, Func<TDb, Task<TResult>> work) where TDb : ServiceDb
    {
        await using var outside = Postgres is null ? null : new NpgsqlConnection(Postgres.Superuser);
        await using var scope = Services.CreateAsyncScope();
        var db = context(scope.ServiceProvider);
        if (outside is not null)
        {
            await outside.OpenAsync();
            db.Database.SetDbConnection(outside);
        }

        return await work(db);
    }

    private static Dictionary<string, string?> Audit(string directory) => new()
    {
        ["Audit:KeyDirectory"] = Path.Combine(directory, "audit-keys"),
        ["Audit:WitnessDirectory"] = Path.Combine(directory, "audit-witness"),
    };
}
