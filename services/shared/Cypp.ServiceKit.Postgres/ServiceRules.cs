namespace Cypp.ServiceKit.Postgres;

/// <summary>What a service says of its own tables, beside what holds for all.</summary>
public sealed record ServiceRules
{
    /// <summary>
    /// Tables whose rows a plain request sees, and writes, only of children with whom its caller has a relationship now.
    /// Not those from which a refusal follows (whose address is hidden, who must not be told): what is not seen there
    /// would permit.
    /// </summary>
    public IReadOnlyList<string> ByRelationship { get; init; } = [];

    /// <summary>Tables whose rows belong to a row of another and are seen with it.</summary>
    public IReadOnlyList<PartOf> Parts { get; init; } = [];

    /// <summary>Columns that hold a child's id under another name than ChildId, by table.</summary>
    public IReadOnlyDictionary<string, string> ChildColumns { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns that hold who wrote a row, by table, where they read their own words whomever these are about.</summary>
    public IReadOnlyDictionary<string, string> AuthorColumns { get; init; } = new Dictionary<string, string>();

    internal string? ChildOf(string table) => ChildColumns.GetValueOrDefault(table);

    internal (string Shown, string Taken)? RelationshipOf(string table, string? child)
    {
        if (ByRelationship.Contains(table))
        {
            var childId = $"\"{table}\".\"{child}\"";
            return (RowPredicates.HasRelationship(childId), RowPredicates.HasRelationshipAndIsNotRestricted(childId));
        }

        if (Parts.FirstOrDefault(part => part.Table == table) is not { } part)
        {
            return null;
        }

        var shown = RowPredicates.IsShownWith($"\"{table}\".\"{part.Column}\"", part.Whole, part.Key);
        return (shown, shown);
    }
}

/// <param name="Column">Of the part, naming the whole.</param>
/// <param name="Key">Of the whole.</param>
public sealed record PartOf(string Table, string Column, string Whole, string Key);
