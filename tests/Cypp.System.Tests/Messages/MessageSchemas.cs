using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Cypp.Messaging;
using Cypp.System.Tests.Architecture;

namespace Cypp.System.Tests.Messages;

/// <summary>
/// docs/messages: of each type and version the JSON Schema that today's record gives, and in <c>first</c> the one it had when it was
/// first stored, with bodies as then published. What is in <c>first</c> is never written again.
/// </summary>
internal static class MessageSchemas
{
    public const string WriteAgain = "Write the files again and read what git says changed: CYPP_WRITE_SCHEMAS=1 dotnet run --project tests/Cypp.System.Tests -- -class '*MessageSchemaTests'";

    private static readonly string Today = Path.Combine(Sources.Root, "docs", "messages");
    private static readonly string First = Path.Combine(Today, "first");
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string NameOf(MessageType type) => $"{type.About.Name}.v{type.About.Version}";

    public static JsonObject Of(MessageType type)
    {
        MessageCatalogue.Json.MakeReadOnly(populateMissingResolver: true);
        var schema = MessageCatalogue.Json.GetJsonSchemaAsNode(type.Type, new() { TreatNullObliviousAsNonNullable = true }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", NameOf(type));
        return schema;
    }

    /// <summary>By name and version.</summary>
    public static Dictionary<string, JsonObject> Stored() => Read(Today);

    /// <inheritdoc cref="Stored"/>
    public static Dictionary<string, JsonObject> Kept() => Read(First);

    /// <summary>Bodies that were published when the version was first stored.</summary>
    public static IEnumerable<JsonObject> Bodies(JsonObject kept) => kept["examples"]!.AsArray().Select(body => body!.AsObject());

    public static void WriteIfAsked()
    {
        if (Environment.GetEnvironmentVariable("CYPP_WRITE_SCHEMAS") is not { Length: > 0 })
        {
            return;
        }

        foreach (var type in MessageCatalogue.All)
        {
            var (name, schema) = ($"{NameOf(type)}.json", Of(type));
            File.WriteAllText(Path.Combine(Today, name), schema.ToJsonString(Readable) + "\n");
            if (!File.Exists(Path.Combine(First, name)))
            {
                schema.Add("examples", new JsonArray());
                File.WriteAllText(Path.Combine(First, name), schema.ToJsonString(Readable) + "\n");
            }
        }
    }

    private static Dictionary<string, JsonObject> Read(string folder) => Directory.GetFiles(folder, "*.json").ToDictionary(
        path => Path.GetFileNameWithoutExtension(path), path => JsonNode.Parse(File.ReadAllText(path))!.AsObject());
}
