using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Contracts.Learning;
using Cypp.Messaging;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Story.Platform;
using Cypp.Story.Steps;
using Cypp.Testing;
using Npgsql;

namespace Cypp.System.Tests.Canary;

/// <summary>What goes wrong behind the door: statements that fail and say with what, a database that is away, messages that nobody can read.</summary>
internal sealed class Faults(RealPlatform platform, StoryContext context, BrokerTap tap, HttpClient impatient)
{
    private const string Refuse = """
        CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'refused %', NEW USING DETAIL = 'The row is ' || NEW::text, HINT = NEW::text; END $$;
        """;

    public async Task CauseAsync()
    {
        await FailInHandlerAsync();
        await FailInConsumerAsync();
        await LoseDatabaseAsync();
        await SendUnreadableAsync();
    }

    /// <summary>The database refuses the row and repeats it in every part of its error.</summary>
    private async Task FailInHandlerAsync()
    {
        await SqlAsync("safeguarding", Refuse + "CREATE TRIGGER refuse BEFORE INSERT ON contact FOR EACH ROW EXECUTE FUNCTION refuse();");
        var answer = await SendImpatientlyAsync(DemoAgencies.PrimarySchool, Roles.SchoolTeacher, "/safeguarding/v1/contacts", new
        {
            referralSource = "2A",
            concern = context.Say("A concern that the database refuses."),
            childId = context.Younger.Id,
        });
        Assert.InRange(answer, 500, 503);
        await SqlAsync("safeguarding", "DROP TRIGGER refuse ON contact;");
        // A value that no column takes, from below every check.
        await SqlAsync("index", Refuse + "CREATE TRIGGER refuse BEFORE INSERT ON child FOR EACH ROW EXECUTE FUNCTION refuse();");
        Assert.InRange(await SendImpatientlyAsync(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, "/index/v1/children", new
        {
            givenName = context.Say("Storyc"),
            familyName = context.FamilyName,
            birthDate = context.Elder.BirthDate,
            sex = "f",
            address = new { lines = new[] { context.Say("2 Story Street") }, postcode = "LS2 8AA" },
            residenceCluster = DemoAgencies.StoryCluster,
        }), 500, 503);
        await SqlAsync("index", "DROP TRIGGER refuse ON child;");
    }

    private async Task FailInConsumerAsync()
    {
        await SqlAsync("learning", Refuse + "CREATE TRIGGER refuse BEFORE INSERT ON notice FOR EACH ROW EXECUTE FUNCTION refuse();");
        await ReportAsync("MADE-UP-0002");
        await EventuallyParkedAsync("learning", 1);
        await SqlAsync("learning", "DROP TRIGGER refuse ON notice;");
    }

    /// <summary>The schools' database is away while a notice is on its way: it is tried until it is there.</summary>
    private async Task LoseDatabaseAsync()
    {
        await SqlAsync("postgres", "ALTER DATABASE learning ALLOW_CONNECTIONS false; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'learning';");
        await ReportAsync("MADE-UP-0003");
        var keyAdult = await context.AsAsync(DemoAgencies.PrimarySchool, Roles.KeyAdult);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/learning/v1/inbox");
        asked.Headers.Authorization = keyAdult.Http.DefaultRequestHeaders.Authorization;
        using var away = await impatient.SendAsync(asked);
        Assert.Equal(503, (int)away.StatusCode);
        await SqlAsync("postgres", "ALTER DATABASE learning ALLOW_CONNECTIONS true;");
        await Expect.EventuallyAsync(
            () => keyAdult.GetAsync("/learning/v1/inbox"),
            answer => answer.Json["items"]!.AsArray().Count(item => (string?)item!["kind"] == "domestic-abuse-notice") == 2, "notice after the database was away");
    }

    private async Task SendUnreadableAsync()
    {
        var parkedBefore = await ParkedAsync("early-help");
        var type = MessageCatalogue.Of(typeof(ChildRecordChanged)).About;
        Dictionary<string, string> everywhere = new[] { "type", "version", "stream", "sequence", "occurred-at", "source-agency", "lawful-basis", "purpose", "data-class", "restriction-level" }
            .ToDictionary(name => "cypp-" + name, name => context.Say(name));
        everywhere["traceparent"] = context.Say("traceparent");
        await tap.PublishAsync(typeof(PupilLeft), Valid, everywhere);
        await EventuallyParkedAsync("early-help", parkedBefore + 1);
        Dictionary<string, string> good = new()
        {
            ["cypp-type"] = type.Name,
            ["cypp-version"] = "1",
            ["cypp-stream"] = $"{type.StreamKind}/{Guid.CreateVersion7():n}",
            ["cypp-sequence"] = "1",
        };
        await tap.PublishAsync(typeof(ChildRecordChanged), $$"""{"childId":"{{context.Say("id")}}"}""", good);
        await tap.PublishAsync(typeof(ChildRecordChanged), $"{{\"message\": {context.Say("no JSON")}", good);
        await tap.PublishAsync(typeof(ChildRecordChanged), $$"""{"name":"{{context.Say("of no known type")}}"}""", new Dictionary<string, string>(good) { ["cypp-type"] = context.Say("no type") });
        await EventuallyParkedAsync("early-help", parkedBefore + 4);
    }

    private static string Valid =>
        $$"""{"childId":"{{Guid.CreateVersion7()}}","enrolmentId":"{{Guid.CreateVersion7()}}","schoolAgencyId":"{{Guid.CreateVersion7()}}","leftOn":"2016-03-14"}""";

    private async Task ReportAsync(string reference)
    {
        var police = await context.AsAsync(DemoAgencies.PoliceForce, Roles.Police);
        Expect.Success(await police.PostAsync("/safeguarding/v1/police-incidents", new
        {
            policeReference = context.Say(reference),
            incidentAt = "2016-04-03T22:30:00Z",
            place = context.Say("in the street"),
            circumstances = context.Say("Made-up circumstances of another night"),
            safeContact = context.Say("Ring the grandmother."),
            children = new[] { new { childId = context.Younger.Id, present = true, voice = context.Say("I hid.") } },
            adultsNotToBeTold = new[] { new { adultId = context.Partner, reasonCode = "alleged-perpetrator" } },
        }), "police incident");
    }

    private async Task<int> SendImpatientlyAsync(DemoAgency agency, string role, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = global::System.Net.Http.Json.JsonContent.Create(body, body.GetType(), options: AgencyClient.Json) };
        request.Headers.Authorization = (await context.AsAsync(agency, role)).Http.DefaultRequestHeaders.Authorization;
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await impatient.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private async Task<int> ParkedAsync(string service)
    {
        var platformOperator = await context.AsAsync(DemoAgencies.Operator, Roles.PlatformOperator);
        return (int)Expect.Success(await platformOperator.GetAsync($"/{service}/v1/messages"), "messages").Json["parked"]!;
    }

    private async Task EventuallyParkedAsync(string service, int count)
    {
        var platformOperator = await context.AsAsync(DemoAgencies.Operator, Roles.PlatformOperator);
        await Expect.EventuallyAsync(() => platformOperator.GetAsync($"/{service}/v1/messages"), answer => (int)answer.Json["parked"]! == count, $"{count} parked in {service}");
    }

    private async Task SqlAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(platform.DatabaseOf(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
