using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Cypp.EarlyHelp.Data;

/// <summary>A part that is replaced as a whole, kept as one JSON text.</summary>
internal sealed class JsonConverter<T>() : ValueConverter<T, string>(
    value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
    text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!)
{
    public static readonly ValueComparer<T> Replaced = new((left, right) => ReferenceEquals(left, right), value => value!.GetHashCode(), value => value);
}
