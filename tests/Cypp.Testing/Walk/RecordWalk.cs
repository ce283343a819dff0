using System.Text.RegularExpressions;
using Cypp.Access;

namespace Cypp.Testing.Walk;

/// <summary>
/// AZ-6: every operation of a service x every role x every type of its agencies, asked about a record in one state. To whom
/// the record is absent, the answer is that of an id that never was, word for word.
/// </summary>
/// <param name="bodies">By operation, where docs/openapi/examples has none; of a GET its query.</param>
public sealed partial class RecordWalk(ServiceUnderTest service, IReadOnlyDictionary<string, Func<object>> bodies)
{
    private readonly Dictionary<(string, string, string), Answer> _absent = [];

    private readonly IReadOnlyList<Question> _questions = [.. service.OwnEndpoints()
        .Where(endpoint => endpoint.Metadata.GetMetadata<Policy>() is not null)
        .Select(endpoint => new Question(endpoint, bodies))
        // What begins something for whoever asks comes after all else.
        .OrderBy(question => question.Policy.Kind == ActionKind.Change)];

    /// <param name="own">Has all that any operation asks for, and is walked last; the roles that the matrix does not let in are tried on it too.</param>
    /// <returns>What is otherwise than it should be, a line each.</returns>
    public async Task<string> FaultsAsync(WalkedRecord own, params IReadOnlyList<WalkedRecord> others)
    {
        List<string> faults = [];
        foreach (var question in _questions)
        {
            foreach (var person in RefusedBy(question.Policy))
            {
                var asked = await question.AskAsync(service.ClientFor(person), own);
                faults.AddRange(Faults(question, own, person, (asked is not { Status: 403, Code: "role-not-allowed" }, $"answered {asked.Status} {asked.Code}")));
            }
        }

        foreach (var record in others.Append(own))
        {
            faults.AddRange(await FaultsAsync(record));
        }

        return string.Join('\n', faults);
    }

    private async Task<List<string>> FaultsAsync(WalkedRecord record)
    {
        List<string> faults = [];
        var questions = _questions.Where(question => question.CanBeAskedOf(record)).ToList();
        // Those who know it come last: what they do may change it.
        foreach (var question in questions)
        {
            var without = record.KnownTo.Where(one => !one.KnowsBy(question.Policy.Name)).Select(one => one.Person);
            foreach (var stranger in StrangersFor(question.Policy).Where(_ => !record.KnownBy.Contains(question.Policy.Name)))
            {
                faults.AddRange(await SeenFromOutsideAsync(question, record, stranger, () => AbsentToAStrangerAsync(question, record, stranger)));
            }

            foreach (var person in Of(question, record.AbsentTo.Concat(without)))
            {
                faults.AddRange(await SeenFromOutsideAsync(question, record, person, () => question.AskAsync(service.ClientFor(person), record.Absent())));
            }
        }

        foreach (var question in questions)
        {
            foreach (var person in Of(question, record.KnownTo.Where(one => one.KnowsBy(question.Policy.Name)).Select(one => one.Person)))
            {
                faults.AddRange(await SeenFromInsideAsync(question, record, person));
            }
        }

        return faults;
    }

    private async Task<IEnumerable<string>> SeenFromOutsideAsync(
        Question question, WalkedRecord record, TestPractitioner person, Func<Task<Answer>> ofNothing)
    {
        var client = service.ClientFor(person);
        if (!question.HasBody && !question.Names(record))
        {
            var list = await question.AskAsync(client, record);
            return Faults(
                question, record, person,
                (question.IsRead && list.Status is not 200 && list.Status != Absence(question, person), $"answered {list.Status} {list.Code}"),
                (list.Status >= 500, $"answered {list.Status}"),
                (record.Ids.Select(id => id.Value.ToString()).Concat(record.Marks).Any(text => Has(list, text)), "is on a list that should not have it"));
        }

        var (absent, asked) = (await ofNothing(), await question.AskAsync(client, record));
        return Faults(
            question, record, person,
            (Shape(absent) != Shape(asked) && !record.ToldBy.Contains(question.Policy.Name), $"answered {Shape(asked)}, and for an unknown id {Shape(absent)}"),
            (asked.Status >= 500, $"answered {asked.Status}"),
            (question.Names(record) && absent.Status != Absence(question, person), $"answered {absent.Status} {absent.Code} for an unknown id"));
    }

    /// <summary>The same for all strangers of one role and type of agency: asked once for all states.</summary>
    private async Task<Answer> AbsentToAStrangerAsync(Question question, WalkedRecord record, TestPractitioner stranger)
    {
        var asked = (question.Policy.Name, stranger.Role, stranger.AgencyType);
        return _absent.TryGetValue(asked, out var known) ? known : _absent[asked] = await question.AskAsync(service.ClientFor(stranger), record.Absent());
    }

    private async Task<IEnumerable<string>> SeenFromInsideAsync(Question question, WalkedRecord record, TestPractitioner person)
    {
        var client = service.ClientFor(person);
        var asked = await question.AskAsync(client, record);
        return Faults(
            question, record, person,
            (asked.Status is 401 or 403 or 404 or >= 500, $"answered {asked.Status} {asked.Code}"),
            (record.Hidden.Any(text => text != person.AgencyId.ToString() && Has(asked, text)), "told what is hidden"),
            (question.LooksUp(record) && Shape(asked) == Shape(await question.AskAsync(client, record.Absent())), "answered as if nobody were there"),
            (question.IsRead && !question.Names(record) && !record.Marks.All(text => Has(asked, text)), "is not on a list that should have it"));
    }

    private static bool Has(Answer answer, string text) => answer.Body.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>In a role of the authority another authority's people are not let in; of who never was the access log is empty.</summary>
    private static int Absence(Question question, TestPractitioner person) =>
        AccessMatrix.Roles[person.Role].OfAuthority && !ServiceUnderTest.Authority.Has(person.AgencyId) ? 403 : question.IsAccessLog ? 200 : 404;

    private static IEnumerable<string> Faults(Question question, WalkedRecord record, TestPractitioner person, params (bool Is, string What)[] checks) =>
        checks.Where(check => check.Is).Select(check => $"{question.Policy.Name}, {record.State}, by {person.Role} of {person.AgencyType}: {check.What}.");

    private static IEnumerable<TestPractitioner> Of(Question question, IEnumerable<TestPractitioner> people) =>
        people.Where(person => LetsIn(question.Policy, person));

    private static bool LetsIn(Policy policy, TestPractitioner person) =>
        policy.Roles.Contains(person.Role) && AccessMatrix.IsRoleOf(person.AgencyType, person.Role);

    /// <summary>Somebody new each time, so that nothing that one operation began opens another.</summary>
    private static IEnumerable<TestPractitioner> StrangersFor(Policy policy) =>
        from role in policy.Roles
        from agencyType in AccessMatrix.Roles[role].AgencyTypes
        select TestPractitioner.Of(role, agencyType, "elsewhere") with { AgencyId = Guid.CreateVersion7() };

    /// <summary>Whom the matrix does not let in at all; they are refused before anything is looked up.</summary>
    private static IEnumerable<TestPractitioner> RefusedBy(Policy policy) =>
        AccessMatrix.Roles.Keys.Except(policy.Roles).Select(role => TestPractitioner.Of(role));

    /// <summary>What an answer tells: not which request it was, nor the ids that it was asked for.</summary>
    private static string Shape(Answer answer) => $"{answer.Status} {answer.ContentType} {answer.ETag} {Ids().Replace(answer.Body + answer.Location, "id")}";

    [GeneratedRegex("[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")]
    private static partial Regex Ids();
}
