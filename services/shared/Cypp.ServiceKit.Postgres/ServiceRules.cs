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

    /// <summary>Columns that hold whose a row is, by table: a plain request sees, and writes, only those of its caller's agency.</summary>
    public IReadOnlyDictionary<string, string> AgencyColumns { get; init; } = new Dictionary<string, string>();

    /// <summary>Tables whose rows belong to a row of another and are seen with it.</summary>
    public IReadOnlyList<PartOf> Parts { get; init; } = [];

    /// <summary>Columns that hold a child's id under another name than ChildId, by table.</summary>
    public IReadOnlyDictionary<string, string> ChildColumns { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns that hold who wrote a row, by table, where they read their own words whomever these are about.</summary>
    public IReadOnlyDictionary<string, string> AuthorColumns { get; init; } = new Dictionary<string, string>();

    internal string? ChildOf(string table) => ChildColumns.GetValueOrDefault(table);

    /// <summary>The policy that narrows what a plain request sees of a table and may write to it; null: none does.</summary>
    internal (string Policy, string Shown, string Taken)? NarrowingOf(string table, string? child)
    {
        var childId = $"\"{table}\".\"{child}\"";
        if (ByRelationship.Contains(table))
        {
            return ("relationship", RowPredicates.HasRelationship(childId), RowPredicates.HasRelationshipAndIsNotRestricted(childId));
        }

        var shown = AgencyColumns.TryGetValue(table, out var agency) ? RowPredicates.IsOfAgency($"\"{table}\".\"{agency}\"")
            : WholeOf(table) is { } part ? RowPredicates.IsShownWith($"\"{table}\".\"{part.Column}\"", part.Whole, part.Key)
            : null;
        return shown is null ? null : (IsOfAgency(table) ? "agency" : "relationship", shown, shown);
    }

    private PartOf? WholeOf(string table) => Parts.FirstOrDefault(part => part.Table == table);

    private bool IsOfAgency(string table) => AgencyColumns.ContainsKey(table) || (WholeOf(table) is { } part && IsOfAgency(part.Whole));
}

/// <param name="Column">Of the part, naming the whole.</param>
/// <param name="Key">Of the whole.</param>
public sealed record PartOf(string Table, string Column, string Whole, string Key);
