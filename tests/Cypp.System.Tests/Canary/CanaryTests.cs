using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Cypp.Contracts.Index;
using Cypp.Contracts.Safeguarding;
using Cypp.Messaging;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Story.Platform;
using Cypp.Story.Steps;
using Cypp.Testing.Servers;
using Npgsql;

namespace Cypp.System.Tests.Canary;

/// <summary>
/// TL-1: one family goes through the whole story and every kind of failure, in the deployed form (a process a service,
/// PostgreSQL, RabbitMQ), with everything logged that an operator can switch on; and nothing of it is anywhere but in
/// the databases, the messages that carry it and the answers to those entitled. In the end one child of it is sealed.
/// </summary>
public sealed class CanaryTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cypp-canary-").FullName;
    private readonly Canaries _canaries = new();
    private readonly ConcurrentQueue<string> _answers = new();
    private readonly List<(string Place, byte[] Bytes, bool WithNumbers)> _broker = [];
    private readonly List<string> _audit = [];
    private IReadOnlyList<string> _unexpected = [];

    [Fact]
    public async Task WholeStoryWithFailures_LeavesNoTraceOfTheFamilyInTelemetry()
    {
        var watch = Stopwatch.StartNew();
        await using var capture = await OtlpCapture.StartAsync();
        await using (var platform = await RealPlatform.StartAsync(FreePort.Next(), _directory, SyntheticCity.Beginning, LoudestSettings(capture.Settings)))
        {
            output.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s: started");
            await PlayAsync(platform, watch);
            await ReadAuditAsync(platform);
        }

        output.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s: ended");
        var found = Find(capture).ToList();
        output.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s: searched for {_canaries.Texts.Count} texts and {_canaries.Values.Count} values");
        foreach (var one in _unexpected.Concat(found).Take(200))
        {
            output.WriteLine(one);
        }

        Assert.All([.. Quiet.Services, "identity", "gateway"], service => Assert.All(["traces", "metrics", "logs"], signal => Assert.True(capture.HasHeard(signal, service), $"{signal} of {service}")));
        Assert.Empty(_unexpected);
        Assert.Empty(found);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Dictionary<string, string> LoudestSettings(IReadOnlyDictionary<string, string> collector) => new(collector)
    {
        ["Logging__LogLevel__Default"] = "Debug",
        ["Logging__LogLevel__Microsoft.AspNetCore"] = "Debug",
        ["Logging__Console__LogLevel__Default"] = "Debug",
        ["Logging__OpenTelemetry__LogLevel__Microsoft.EntityFrameworkCore.Database.Command"] = "Debug",
        ["TMPDIR"] = Directory.CreateDirectory(Path.Combine(_directory, "temporary")).FullName,
    };

    private async Task PlayAsync(RealPlatform platform, Stopwatch watch)
    {
        var agencies = new CityAgencies(platform, new AgencyKeys(Path.Combine(_directory, "demo-keys")), inner => new AnswerCapture(inner, _answers));
        await agencies.RegisterAsync([DemoAgencies.StoryCluster]);
        await using var tap = await BrokerTap.OpenAsync(platform.Broker);
        var context = new StoryContext(platform, agencies, _canaries.Mark);
        await using var printed = new StringWriter();
        var report = new Report(printed, agencies);
        await SyntheticCity.CloseQuarterAsync(platform, agencies, "2015-Q3", SyntheticCity.Monday);
        foreach (var step in StoryOfTwoChildren.Steps)
        {
            await step.PlayAsync(context, report);
            output.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s: {step.Title}");
        }

        Assert.Empty(report.Missing);
        Register(context);
        using var impatient = new HttpClient(new AnswerCapture(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }, _answers)) { BaseAddress = platform.Gateway };
        var bad = new BadRequests(context, _canaries, impatient);
        await bad.SendAsync();
        output.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s: bad requests");
        await new Faults(platform, context, tap, impatient).CauseAsync();
        output.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s: faults");
        var seen = await new SealedChild(context).SealAndAskAsync();
        output.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s: sealed, and asked for");
        await Quiet.WaitAsync(agencies);
        await ReadBrokerAsync(tap);
        _unexpected = [.. bad.Unexpected, .. seen];
    }

    /// <summary>What of the family has a form of its own.</summary>
    private void Register(StoryContext context)
    {
        foreach (var child in context.Children)
        {
            _canaries.NhsNumber(child.NhsNumber);
            _canaries.Value(child.Upn, "UPN");
            _canaries.Date(child.BirthDate, "birth date");
            _canaries.Id(child.Id, "id of a child");
            _canaries.Id(child.ReferralId, "id of a referral");
            _canaries.Id(child.ContactId, "id of a contact");
        }

        foreach (var adult in (Guid[])[context.Mother, context.Father, context.Partner])
        {
            _canaries.Id(adult, "id of an adult");
        }

        foreach (var date in (string[])["1982-01-05", "1981-02-06", "1980-03-07"])
        {
            _canaries.Date(date, "birth date of an adult");
        }

        _canaries.Id(context.CaseId, "id of a case");
        _canaries.Id(context.FamilyId, "id of a family");
        _canaries.Id(context.IncidentId, "id of an incident");
        _canaries.Postcode("LS2 8AA");
        _canaries.Postcode("LS9 9ZZ");
    }

    private async Task ReadBrokerAsync(BrokerTap tap)
    {
        foreach (var (type, head, body) in tap.Taken.Where(message => !tap.Forged.Contains(message.MessageId)).Select(message => (message.Type, message.Head, message.Body)))
        {
            _broker.Add(($"head of a message {type}", Encoding.UTF8.GetBytes(head), WithNumbers: true));
            // The notice to a school says what happened: the one message with content. Another tells who a child is, by numbers and date.
            if (type != MessageCatalogue.Of(typeof(DomesticAbuseIncidentReported)).About.Name)
            {
                _broker.Add(($"message {type}", body, WithNumbers: type != MessageCatalogue.Of(typeof(ChildRecordChanged)).About.Name));
            }
        }

        foreach (var queue in Quiet.Services.SelectMany(service => new[] { service + "_error", service + "_skipped" }))
        {
            foreach (var head in await tap.HeadsInAsync(queue) ?? [])
            {
                _broker.Add(($"head of a message in {queue}", Encoding.UTF8.GetBytes(head), WithNumbers: true));
            }
        }
    }

    private async Task ReadAuditAsync(RealPlatform platform)
    {
        foreach (var service in Quiet.Services)
        {
            await using var connection = new NpgsqlConnection(platform.DatabaseOf(service) + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("SELECT to_json(row)::text FROM audit row", connection);
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                _audit.Add(rows.GetString(0));
            }
        }
    }

    private IEnumerable<string> Find(OtlpCapture capture)
    {
        var everything = new Scanner(_canaries);
        var withoutIds = new Scanner(_canaries, what => !what.StartsWith("id ", StringComparison.Ordinal));
        var textsOnly = new Scanner(_canaries, _ => false);
        return
        [
            .. capture.Received.SelectMany(one => everything.Find("OTLP " + one.Signal, one.Body)),
            .. FilesThatMayBeRead().SelectMany(file => everything.Find(Path.GetRelativePath(_directory, file), File.ReadAllBytes(file))),
            .. _answers.SelectMany(answer => withoutIds.Find("answer", answer)),
            .. _broker.SelectMany(message => (message.WithNumbers ? withoutIds : textsOnly).Find(message.Place, message.Bytes)),
            .. _audit.SelectMany(row => withoutIds.Find("audit", row)),
        ];
    }

    /// <summary>Logs of the processes and of the broker, temporary files, witness statements; not the databases and the broker's store.</summary>
    private IEnumerable<string> FilesThatMayBeRead() => Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetRelativePath(_directory, file) is var path
            && !path.StartsWith("postgres/", StringComparison.Ordinal) && !path.StartsWith("rabbitmq/mnesia", StringComparison.Ordinal)
            && !path.StartsWith("rabbitmq/rabbitmq", StringComparison.Ordinal) && !path.StartsWith("demo-keys", StringComparison.Ordinal));
}
