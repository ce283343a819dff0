using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cypp.ServiceKit.Hosting;

/// <summary>Bodies that the story sent, as examples of the operations that took them; written by the story itself.</summary>
internal static partial class OperationExamples
{
    private static readonly JsonObject All = Load();

    public static JsonNode? Find(Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription operation) =>
        All[$"{operation.HttpMethod} /{Parameter().Replace(operation.RelativePath ?? "", "{}")}"]?.DeepClone();

    private static JsonObject Load()
    {
        using var stream = typeof(OperationExamples).Assembly.GetManifestResourceStream("examples.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    [GeneratedRegex("\\{[^}]*\\}")]
    private static partial Regex Parameter();
}
