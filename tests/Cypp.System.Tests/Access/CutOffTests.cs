using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cypp.Access;
using Cypp.Access.Feed;
using Cypp.Contracts.Safeguarding;
using Cypp.Health;
using Cypp.Index;
using Cypp.Testing;
using Cypp.Testing.Servers;

namespace Cypp.System.Tests.Access;

/// <summary>AZ-1: a child who is sealed while the broker is stopped is shown by no other service, although the message cannot reach it.</summary>
public sealed class CutOffTests : IDisposable
{
    private const string Number = "9990000018";

    private readonly string _directory = Directory.CreateTempSubdirectory("cypp-test-").FullName;

    [Fact]
    public async Task SealedWhileTheBrokerIsStopped_IsNotShown_AndIsAbsentOnceItRunsAgain()
    {
        await using var broker = await RabbitMqServer.StartAsync(Path.Combine(_directory, "rabbitmq"));
        var bus = new Dictionary<string, string?> { ["Bus:Transport"] = "rabbitmq", ["Bus:Address"] = broker.Address.ToString() };
        await using var index = await ServiceUnderTest.StartAsync<IndexModule>(Engine.PostgreSql, settings: bus);
        await using var health = await ServiceUnderTest.StartAsync<HealthModule>(Engine.PostgreSql, settings: bus);
        health.Restrictions.Said = async cancellationToken =>
            (await index.AnonymousClient().GetFromJsonAsync<RestrictionDigest>("/index/internal/restrictions", cancellationToken))!;
        var senior = TestPractitioner.Of(Roles.SeniorManager);
        var child = (await index.ClientFor(senior.Colleague(Roles.SocialWorker)).PostAsync("/index/v1/children", Registration)).Id("childId");
        await health.DeliverAsync(new ProtectionPlanStarted(Guid.CreateVersion7(), child, new(2015, 11, 2), "EMO", "0113 496 0001", "0113 496 0002"), child);
        await UntilAsync(index, health, answer => answer is { Status: 200 } && ((JsonArray)answer.Json["alerts"]!).Count == 1);

        await broker.StopAsync();
        var body = new { reasonCode = "protected-person", namedReaderIds = new[] { senior.PractitionerId } };
        Assert.Equal(204, (await index.ClientFor(senior).PostAsync($"/index/v1/children/{child}/sealing", body)).Status);
        await UntilAsync(index, health, answer => answer is { Status: 503, Code: "restrictions-behind" });

        await broker.StartAgainAsync();
        await UntilAsync(index, health, answer => answer is { Status: 200 } && ((JsonArray)answer.Json["alerts"]!).Count == 0);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static object Registration => new
    {
        givenName = "Test",
        familyName = "Child",
        birthDate = "2005-03-04",
        sex = "f",
        nhsNumber = Number,
        address = new { lines = new[] { "1 Made Up Street", "Leeds" }, postcode = "LS1 4AP" },
        residenceCluster = "aire-valley",
    };

    private static async Task UntilAsync(ServiceUnderTest index, ServiceUnderTest health, Func<Answer, bool> holds)
    {
        var nurse = health.ClientFor(TestPractitioner.Of(Roles.EmergencyDepartment, "health"));
        await Eventually.HoldsAsync(async () =>
        {
            var there = holds(await nurse.PostAsync("/health/v1/alerts/lookup", new { nhsNumber = Number }));
            // A send that failed waits for a second of the system's time, which stands still in a test.
            index.Time.Advance(there ? TimeSpan.Zero : TimeSpan.FromSeconds(2));
            return there;
        });
    }
}
