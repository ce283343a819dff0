using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cypp.Messaging;

namespace Cypp.Access;

/// <summary>
/// Roles x actions as access-matrix.json says (security.md 2.3). An operation that the file does not name cannot be
/// mapped: the service does not start (AZ-6).
/// </summary>
public static class AccessMatrix
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters =
        {
            new JsonStringEnumConverter<ActionKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<Reach>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    };

    private static readonly Shape Read = Load();

    public static IReadOnlyDictionary<string, MatrixRole> Roles => Read.Roles;

    public static IReadOnlyDictionary<string, Policy> Actions { get; } =
        Read.Actions.ToFrozenDictionary(action => action.Key, action => new Policy(action.Key, action.Value.Purpose, action.Value.Kind, action.Value.Roles, action.Value.Reach));

    /// <summary>Operations that need no token.</summary>
    public static IReadOnlyList<string> Open => Read.Open;

    public static IReadOnlySet<string> AgencyTypes { get; } = Read.Roles.Values.SelectMany(role => role.AgencyTypes).ToFrozenSet();

    /// <exception cref="InvalidOperationException">The matrix does not name the action.</exception>
    public static Policy Of(string action) => Actions.TryGetValue(action, out var policy)
        ? policy
        : throw new InvalidOperationException($"access-matrix.json does not say who may do {action}.");

    /// <summary>Whether people of this type of agency may act in the role.</summary>
    public static bool IsRoleOf(string agencyType, string role) => Roles.TryGetValue(role, out var known) && known.AgencyTypes.Contains(agencyType);

    /// <summary>Whether nobody may grant the role alone (AZ-5).</summary>
    public static bool NeedsSecondPerson(string role) => Roles.TryGetValue(role, out var known) && known.SecondPerson;

    private static Shape Load()
    {
        using var file = typeof(AccessMatrix).Assembly.GetManifestResourceStream("access-matrix.json")!;
        return JsonSerializer.Deserialize<Shape>(file, Options)!;
    }

    private sealed record Shape(IReadOnlyList<string> Open, IReadOnlyDictionary<string, MatrixRole> Roles, IReadOnlyDictionary<string, Action> Actions);

    private sealed record Action(string Purpose, ActionKind Kind, IReadOnlyList<string> Roles, Reach Reach = Reach.Related);
}

/// <param name="AgencyTypes">Types of agency whose people may act in the role.</param>
/// <param name="Task">The statutory task that needs it.</param>
/// <param name="OfAuthority">Only people of the authority's own agencies: another authority's act on its own records.</param>
/// <param name="SecondPerson">Two people grant it (AZ-5).</param>
public sealed record MatrixRole(IReadOnlyList<string> AgencyTypes, string Task, bool OfAuthority = false, bool SecondPerson = false);
