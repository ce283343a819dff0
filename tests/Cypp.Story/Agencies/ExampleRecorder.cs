using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cypp.Story.Agencies;

/// <summary>Keeps the first body that the story sent to each operation: the examples of the API's description.</summary>
public sealed partial class ExampleRecorder : DelegatingHandler
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ConcurrentDictionary<string, string> Bodies = new();

    public static async Task WriteAsync(string file)
    {
        var all = new JsonObject();
        foreach (var (operation, body) in Bodies.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            all[operation] = JsonNode.Parse(body);
        }

        await File.WriteAllTextAsync(file, all.ToJsonString(Indented) + "\n");
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode && request.Content?.Headers.ContentType?.MediaType == "application/json")
        {
            var body = await request.Content.ReadAsStringAsync(cancellationToken);
            Bodies.TryAdd($"{request.Method} {Variable().Replace(request.RequestUri!.AbsolutePath, "/{}")}", body);
        }

        return response;
    }

    [GeneratedRegex("/([0-9a-f]{8}-[0-9a-f-]{27}|20[0-9]{2}-Q[1-4])")]
    private static partial Regex Variable();
}
