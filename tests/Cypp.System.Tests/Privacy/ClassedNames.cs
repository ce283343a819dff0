using System.Collections.Frozen;
using System.Text.Json;
using Cypp.System.Tests.Architecture;

namespace Cypp.System.Tests.Privacy;

/// <summary>docs/data-classes.json, read.</summary>
internal sealed class ClassedNames
{
    public const string Public = "public";
    public const string Operational = "operational";
    public const string Personal = "personal";
    public const string Identifier = "identifier";
    public const string Special = "special";

    private static readonly string[] Classes = [Public, Operational, Personal, Identifier, Special];
    private readonly FrozenDictionary<string, string> _byName;
    private readonly FrozenDictionary<string, string> _byType;

    private ClassedNames(JsonElement file)
    {
        // A name that stands twice stops here.
        _byName = Read(file).ToFrozenDictionary();
        _byType = Read(file.GetProperty("exceptions")).ToFrozenDictionary();
    }

    public static ClassedNames Current { get; } = new(JsonDocument.Parse(
        Sources.Read("docs/data-classes.json"), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }).RootElement);

    public IEnumerable<string> Names => _byName.Keys;

    public IEnumerable<string> Exceptions => _byType.Keys;

    /// <returns>The class of a value, or null where the file does not say it.</returns>
    public string? Of(DataField field) => _byType.GetValueOrDefault(KeyOf(field)) ?? Of(field.Name);

    /// <param name="name">In any case: a property's or a parameter's.</param>
    public string? Of(string name) => _byName.GetValueOrDefault(Pascal(name));

    /// <returns>Such as <c>ListMatches+Item.Evidence</c>.</returns>
    public static string KeyOf(DataField field) => $"{field.Type[(field.Type.LastIndexOf('.') + 1)..]}.{field.Name}";

    public static string Pascal(string name) => name.Contains('.', StringComparison.Ordinal) ? name : char.ToUpperInvariant(name[0]) + name[1..];

    private static IEnumerable<KeyValuePair<string, string>> Read(JsonElement part) =>
        from data in part.EnumerateObject()
        where Classes.Contains(data.Name)
        from name in data.Value.EnumerateArray()
        select KeyValuePair.Create(name.GetString()!, data.Name);
}
