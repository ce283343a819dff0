using System.Collections.Concurrent;
using System.Text.Json;
using Cypp.Access;
using Cypp.Story.Agencies;
using Cypp.Story.City;
using Cypp.Testing;

namespace Cypp.System.Tests.Faults;

/// <summary>
/// Schools that tell the front door and early help teams that move children, as fast as the platform answers, and a book of what
/// each of them knows, on disk before the next request. Who gets 503 or no answer asks again with the same key.
/// </summary>
internal sealed class Load(CityAgencies agencies, IReadOnlyList<Guid> children, string book) : IAsyncDisposable
{
    public const string Street = "Load Street";
    public const string Concern = "Made up: load-";
    private const int Teachers = 6;

    /// <summary>What it writes that no service but one may have (L9): where a child lives, and what a school is worried about.</summary>
    public static readonly IReadOnlyList<(string Owner, string Words)> Restricted = [("index", Street), ("safeguarding", Concern)];

    private readonly FileStream _book = new(book, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write });
    private readonly Lock _writing = new();
    private int _number;

    public ConcurrentQueue<Act> Acts { get; } = new();

    public async Task RunAsync(TimeSpan duration)
    {
        using var ending = new CancellationTokenSource(duration);
        await Task.WhenAll(
            [.. Enumerable.Range(1, Teachers).Select(_ => TellAsync(ending.Token)), .. children.Chunk((children.Count + 1) / 2).Select(own => MoveAsync(own, ending.Token))]);
    }

    /// <summary>The same key again, with the same body: the same answer, and no second fact (L10).</summary>
    /// <returns>What was answered otherwise.</returns>
    public async Task<IReadOnlyList<string>> RepeatAsync(int contacts)
    {
        var wrong = new List<string>();
        foreach (var act in Acts.Where(act => act is { Kind: ActKind.Contact, IsAcknowledged: true }).TakeLast(contacts))
        {
            var again = await ContactAsync(ActKind.Contact, act.Key, act.ChildId);
            if (again != act)
            {
                wrong.Add($"L10 {act} was {again} the second time");
            }
        }

        return wrong;
    }

    public ValueTask DisposeAsync() => _book.DisposeAsync();

    private async Task TellAsync(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _number);
            Note(await ContactAsync(number % 20 == 0 ? ActKind.Refused : ActKind.Contact, $"{Guid.CreateVersion7():n}", children[number % children.Count]));
        }
    }

    private async Task MoveAsync(Guid[] own, CancellationToken ending)
    {
        for (var number = 0; !ending.IsCancellationRequested; number++)
        {
            var (child, cluster) = (own[number % own.Length], Clusters.All[number % Clusters.All.Count]);
            var read = await AnswerAsync(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, lead => lead.GetAsync($"/index/v1/children/{child}"));
            var moved = await AnswerAsync(DemoAgencies.EarlyHelp, Roles.LeadPractitioner, lead => lead.PutAsync(
                $"/index/v1/children/{child}/address",
                new { lines = new[] { $"{number} {Street}" }, postcode = "LS1 1UR", residenceCluster = cluster, hidden = false }, ifMatch: read?.ETag));
            Note(new Act(ActKind.Move, cluster, child, moved?.Status, null));
        }
    }

    private async Task<Act> ContactAsync(ActKind kind, string key, Guid child)
    {
        var answer = await AnswerAsync(DemoAgencies.PrimarySchool, Roles.SchoolTeacher, teacher => teacher.PostAsync(
            "/safeguarding/v1/contacts", new { referralSource = kind == ActKind.Refused ? "99" : "2A", concern = $"{Concern}{key}", childId = child }, key: key));
        return new Act(kind, key, child, answer?.Status, answer?.Status == 201 ? answer.Id("contactId") : null);
    }

    private async Task<Answer?> AnswerAsync(DemoAgency agency, string role, Func<AgencyClient, Task<Answer>> ask)
    {
        try
        {
            return await ask(await agencies.SystemOf(agency).AsAsync(role));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException or InvalidOperationException or JsonException)
        {
            // It may have happened or not.
            return null;
        }
    }

    private void Note(Act act)
    {
        Acts.Enqueue(act);
        lock (_writing)
        {
            _book.Write([.. JsonSerializer.SerializeToUtf8Bytes(act), (byte)'\n']);
            _book.Flush(flushToDisk: true);
        }
    }
}
