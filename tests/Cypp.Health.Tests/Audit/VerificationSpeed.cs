using System.Diagnostics;
using System.Globalization;
using Cypp.Health.Data;
using Cypp.Testing;

namespace Cypp.Health.Tests.Audit;

/// <summary>
/// AU-3: how long a million rows take to seal and to verify. Not part of a run of all tests; it is asked for by
/// <c>Cypp.Health.Tests -explicit only -class Cypp.Health.Tests.Audit.VerificationSpeed -showLiveOutput</c>.
/// </summary>
public sealed class VerificationSpeed(ITestOutputHelper output)
{
    private const int Batch = 10_000;
    private static readonly int Rows = int.Parse(Environment.GetEnvironmentVariable("CYPP_AUDIT_ROWS") ?? "1000000", CultureInfo.InvariantCulture);

    [Theory(Explicit = true), Engines]
    public async Task MillionRows_AreSealedAndVerified(Engine engine)
    {
        await using var world = await AuditWorld.StartAsync(engine, rows: 1);
        var model = (await world.RowsAsync())[0];
        var begin = world.Service.Time.GetUtcNow();
        for (var at = 0; at < Rows; at += Batch)
        {
            var first = at;
            await world.Service.InDatabaseAsync<HealthDb, int>(db =>
            {
                db.ChangeTracker.AutoDetectChangesEnabled = false;
                // Ten rows a second: more than a busy day of one service.
                db.AddRange(Enumerable.Range(first, Batch).Select(row => TamperingTests.Copy(model, begin.AddMilliseconds(row * 100L))));
                return db.SaveChangesAsync();
            });
            world.Service.Time.Advance(TimeSpan.FromMilliseconds(Batch * 100L));
        }

        var before = Stopwatch.GetTimestamp();
        var count = await world.SealAsync();
        output.WriteLine($"{engine}: sealed {count} rows in {Stopwatch.GetElapsedTime(before).TotalSeconds:F1} s");
        await world.WitnessAsync();
        before = Stopwatch.GetTimestamp();
        var report = await world.VerifyAsync();
        output.WriteLine($"{engine}: verified {report.Size} rows in {Stopwatch.GetElapsedTime(before).TotalSeconds:F1} s");
        Assert.Equal((Rows + 1, Rows + 1), (report.Size, report.Witnessed));
        Assert.Empty(report.Findings);
    }
}
