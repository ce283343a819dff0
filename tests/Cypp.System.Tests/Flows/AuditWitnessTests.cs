using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Audit;
using Cypp.Standalone;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.System.Tests.Wire;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cypp.System.Tests.Flows;

/// <summary>AU-3 across the platform: what one service seals, all others sign, and a cut tail shows against their files.</summary>
public sealed class AuditWitnessTests
{
    [Fact]
    public async Task LookUp_IsSealedWitnessedByEveryOtherServiceAndVerified()
    {
        await using var platform = await InProcessPlatform.StartAsync(SyntheticCity.Monday);
        var agencies = new CityAgencies(platform, new AgencyKeys(Path.Combine(platform.Directory, "demo-keys")));
        await agencies.RegisterAsync([DemoAgencies.StoryCluster]);
        var nurse = await agencies.SystemOf(DemoAgencies.EmergencyCare).AsAsync(Roles.EmergencyDepartment);
        for (var time = 0; time < 3; time++)
        {
            Expect.Success(await nurse.PostAsync("/health/v1/alerts/lookup", new { nhsNumber = "9990000018" }), "look-up");
        }

        await RunAsync(platform, "AuditSealer");
        await RunAsync(platform, "AuditRoots");
        await Quiet.WaitAsync(agencies);
        await RunAsync(platform, "WitnessWriter");

        var data = Path.Combine(platform.Directory, "databases");
        var files = WitnessFiles.Read(Path.Combine(data, "audit-witness"), Path.Combine(data, "audit-keys"), "health");
        // A line may stand twice: the writers also run by themselves.
        Assert.Equal(
            ["early-help", "index", "learning", "outcomes", "safeguarding"],
            files.Proven.Where(statement => statement.Size == 3).Select(statement => statement.Witness).Distinct().Order());
        string[] verify = ["audit", "verify", "--service", "health", "--data", data];
        Assert.Equal(0, await StandaloneHost.RunAsync(verify));

        await using (var database = new SqliteConnection($"Data Source={Path.Combine(data, "health.db")}"))
        {
            await database.OpenAsync();
            await using var cut = database.CreateCommand();
            cut.CommandText = """
                DROP TRIGGER audit_no_delete; DROP TRIGGER audit_chain_no_delete;
                DELETE FROM audit WHERE "Id" = (SELECT "RowId" FROM audit_chain WHERE "Sequence" = 3);
                DELETE FROM audit_chain WHERE "Sequence" = 3;
                """;
            await cut.ExecuteNonQueryAsync();
        }

        Assert.Equal(1, await StandaloneHost.RunAsync(verify));
    }

    private static async Task RunAsync(InProcessPlatform platform, string job)
    {
        var jobs = platform.Services.GetServices<IHostedService>().OfType<AuditJob>().Where(one => one.GetType().Name.StartsWith(job, StringComparison.Ordinal)).ToList();
        Assert.Equal(6, jobs.Count);
        foreach (var one in jobs)
        {
            await one.RunOnceAsync(CancellationToken.None);
        }
    }
}
