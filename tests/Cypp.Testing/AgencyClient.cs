using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Cypp.Testing;

/// <summary>An agency's system: JSON in and out, a fresh Idempotency-Key for each POST unless told, If-Match when given.</summary>
public sealed class AgencyClient(HttpClient http)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public HttpClient Http => http;

    public Task<Answer> PostAsync(string path, object? body = null, string? ifMatch = null, string? key = null) =>
        SendAsync(HttpMethod.Post, path, body, ifMatch, key ?? Guid.CreateVersion7().ToString());

    public Task<Answer> PutAsync(string path, object body, string? ifMatch = null) => SendAsync(HttpMethod.Put, path, body, ifMatch, null);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null, null);

    private async Task<Answer> SendAsync(HttpMethod method, string path, object? body, string? ifMatch, string? key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            _ => JsonContent.Create(body, body.GetType(), options: Json),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await http.SendAsync(request);
        return new Answer(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ETag?.ToString(),
            response.Headers.Location?.ToString(), response.Content.Headers.ContentType?.MediaType)
        {
            Challenge = response.Headers.WwwAuthenticate.ToString(),
        };
    }
}

/// <summary>What came back.</summary>
public sealed record Answer(int Status, string Body, string? ETag, string? Location, string? ContentType)
{
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidOperationException("The answer has no body.");

    /// <summary>WWW-Authenticate; empty where nobody has to sign in.</summary>
    public string Challenge { get; init; } = "";

    /// <summary>Stable code of a problem.</summary>
    public string? Code => ContentType == "application/problem+json" ? (string?)Json["code"] : null;

    public Guid Id(string member) => Guid.Parse((string)Json[member]!);

    public T Read<T>() => JsonSerializer.Deserialize<T>(Body, AgencyClient.Json)!;
}
