using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

/// <summary>Lists that belong to one row and are never searched, as one JSON column, alike on both engines.</summary>
internal static class JsonColumns
{
    public static PropertyBuilder<IReadOnlyList<T>> AsJson<T>(this PropertyBuilder<IReadOnlyList<T>> property) => property.HasConversion(
        list => Write(list),
        text => Read<T>(text),
        new ValueComparer<IReadOnlyList<T>>((one, other) => one!.SequenceEqual(other!), list => list.Count, list => list));

    private static string Write<T>(IReadOnlyList<T> list) => JsonSerializer.Serialize(list);

    private static List<T> Read<T>(string text) => JsonSerializer.Deserialize<List<T>>(text)!;
}
