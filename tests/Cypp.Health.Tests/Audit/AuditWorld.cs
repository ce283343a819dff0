using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Audit.Chain;
using Cypp.Access.Audit.Commands;
using Cypp.Audit;
using Cypp.Contracts.Platform;
using Cypp.Health.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Health.Tests.Audit;

/// <summary>A service whose audit has rows, written by its own operations, and an outside witness of it.</summary>
internal sealed class AuditWorld : IAsyncDisposable
{
    private readonly WitnessKey _witness;

    private AuditWorld(ServiceUnderTest service, Engine engine)
    {
        (Service, Engine) = (service, engine);
        Directory.CreateDirectory(WitnessFolder);
        _witness = WitnessKey.Open(KeyFolder, "index");
    }

    public ServiceUnderTest Service { get; }

    public Engine Engine { get; }

    public string KeyFolder => Path.Combine(Service.AuditDirectory, "outside-keys");

    public string WitnessFolder => Path.Combine(Service.AuditDirectory, "outside");

    /// <param name="rows">Look-ups made, each a row; sealed and witnessed.</param>
    public static async Task<AuditWorld> StartAsync(Engine engine, int rows)
    {
        var world = new AuditWorld(await ServiceUnderTest.StartAsync<HealthModule>(engine), engine);
        await world.LookUpAsync(rows);
        await world.SealAsync();
        await world.WitnessAsync();
        return world;
    }

    public async Task LookUpAsync(int times)
    {
        var client = Service.ClientFor(TestPractitioner.Of(Roles.EmergencyDepartment, "health"));
        for (var time = 0; time < times; time++)
        {
            Service.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(200, (await client.PostAsync("/health/v1/alerts/lookup", new { nhsNumber = "9990000018" })).Status);
        }
    }

    public Task<int> SealAsync() => Service.Services.GetRequiredService<AuditSealer<HealthDb>>().RunOnceAsync(CancellationToken.None);

    /// <summary>Tells the root; the outside witness signs the newest into its file.</summary>
    public async Task WitnessAsync()
    {
        await Service.Services.GetRequiredService<AuditRoots<HealthDb>>().RunOnceAsync(CancellationToken.None);
        var told = (await Service.PublishedAsync<HealthDb, AuditRootSealed>())[^1];
        var now = Service.Time.GetUtcNow();
        var statement = _witness.Sign(new("index", told.Service, told.Size, told.Root, told.Head, told.SealedAt, now, ""));
        await File.AppendAllLinesAsync(Path.Combine(WitnessFolder, "health.jsonl"), [statement.ToLine()]);
    }

    public Task<AuditReport> VerifyAsync() => Service.Services.GetRequiredService<IAuditReader>()
        .VerifyAsync(WitnessFiles.Read(WitnessFolder, KeyFolder, "health"), CancellationToken.None);

    /// <summary>Works on the database as its owner would who has put the triggers away.</summary>
    public Task<bool> TamperAsync(Func<HealthDb, Task> work) => Service.InDatabaseAsync<HealthDb, bool>(async db =>
    {
        await db.Database.OpenConnectionAsync();
        foreach (var away in Engine == Engine.PostgreSql
            ? ["SET session_replication_role = replica"]
            : AppendOnly.Tables.Keys.SelectMany(table => new[] { "update", "delete", "replace" }.Select(kind => $"DROP TRIGGER {table}_no_{kind}")))
        {
            await db.Database.ExecuteSqlRawAsync(away);
        }

        await work(db);
        if (Engine == Engine.PostgreSql)
        {
            await db.Database.ExecuteSqlRawAsync("RESET session_replication_role");
        }

        return true;
    });

    public Task<bool> TamperAsync(params string[] statements) => TamperAsync(async db =>
    {
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement);
        }
    });

    /// <summary>The rows in the order of the chain.</summary>
    public Task<List<AuditRow>> RowsAsync() => Service.InDatabaseAsync<HealthDb, List<AuditRow>>(db => db.Set<AuditLink>()
        .Join(db.Set<AuditRow>(), link => link.RowId, row => row.Id, (link, row) => new { link, row })
        .OrderBy(pair => pair.link.Sequence).Select(pair => pair.row).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        _witness.Dispose();
        await Service.DisposeAsync();
    }
}
