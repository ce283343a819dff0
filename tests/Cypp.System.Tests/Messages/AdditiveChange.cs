using System.Text.Json.Nodes;

namespace Cypp.System.Tests.Messages;

/// <summary>What inside one version of a message may change: members may come that nobody is asked for, and nothing else (MQ-10).</summary>
internal static class AdditiveChange
{
    private static readonly string[] Kind = ["type", "format", "pattern", "enum", "$ref"];

    /// <summary>By what a schema breaks whoever reads or wrote the version as it first was; empty: by nothing.</summary>
    public static IEnumerable<string> Breaks(JsonNode first, JsonNode today, string path = "")
    {
        if (KindOf(first) != KindOf(today))
        {
            yield return $"{path} has another kind";
        }

        foreach (var name in RequiredIn(today).Except(RequiredIn(first)))
        {
            yield return $"{path}/{name} is newly required";
        }

        var now = MembersOf(today).ToDictionary();
        foreach (var (name, was) in MembersOf(first))
        {
            foreach (var broken in now.TryGetValue(name, out var same) ? Breaks(was, same, $"{path}/{name}") : [$"{path}/{name} is gone"])
            {
                yield return broken;
            }
        }
    }

    /// <summary>Whether whoever reads a body as it first was finds in today's body all that it had, passing over the rest.</summary>
    public static bool Holds(JsonNode? today, JsonNode? first) => (today, first) switch
    {
        (JsonObject now, JsonObject was) => was.All(member => now.TryGetPropertyValue(member.Key, out var same) && Holds(same, member.Value)),
        (JsonArray now, JsonArray was) => now.Count == was.Count && now.Zip(was).All(pair => Holds(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(today, first),
    };

    /// <summary>Members, at any depth, that none of the bodies has.</summary>
    public static IEnumerable<string> Untold(JsonNode schema, IEnumerable<JsonNode?> bodies, string path = "") =>
        from member in MembersOf(schema)
        let told = bodies.SelectMany(body => body switch
        {
            JsonArray items => items,
            JsonObject told when told.TryGetPropertyValue(member.Key, out var value) => [value],
            _ => Array.Empty<JsonNode?>().AsEnumerable(),
        }).ToList()
        from untold in told.Count > 0 ? Untold(member.Value, told, $"{path}/{member.Key}") : [$"{path}/{member.Key}"]
        select untold;

    private static string KindOf(JsonNode schema) => schema is JsonObject
        ? string.Join(' ', Kind.Select(word => schema[word]?.ToJsonString()))
        : schema.ToJsonString();

    private static IEnumerable<string> RequiredIn(JsonNode schema) =>
        (schema as JsonObject)?["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? [];

    private static IEnumerable<KeyValuePair<string, JsonNode>> MembersOf(JsonNode schema) =>
    [
        .. ((schema as JsonObject)?["properties"]?.AsObject() ?? []).Select(member => KeyValuePair.Create(member.Key, member.Value!)),
        .. (schema as JsonObject)?["items"] is { } item ? [KeyValuePair.Create("items", item)] : Array.Empty<KeyValuePair<string, JsonNode>>(),
    ];
}
