using System.Text.Json;

namespace Cypp.Testing.Servers;

/// <summary>A queue with its ready and unacknowledged messages; null when it does not answer.</summary>
public sealed record RabbitMqQueue(string Name, long? Messages, long? Consumers)
{
    internal static IReadOnlyList<RabbitMqQueue> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(queue => new RabbitMqQueue(
            queue.GetProperty("name").GetString() ?? "", Number(queue, "messages"), Number(queue, "consumers")))];
    }

    private static long? Number(JsonElement queue, string name) =>
        queue.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;
}
