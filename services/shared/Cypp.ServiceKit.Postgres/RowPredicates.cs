using Cypp.Messaging;

namespace Cypp.ServiceKit.Postgres;

/// <summary>The conditions of policies, in PostgreSQL's words. What was never set is null, what the pool put back is empty: neither is a name or an id.</summary>
internal static class RowPredicates
{
    private const string Context = "current_setting('app.context', true)";
    private const string Agency = "NULLIF(current_setting('app.agency', true), '')::uuid";
    private const string Reader = "NULLIF(current_setting('app.reader', true), '')::uuid";
    private const string Now = "NULLIF(current_setting('app.now', true), '')::timestamptz";

    // Of the children in a request's reach, the plain one is narrowest, and all else is wider by name.
    private static readonly string Related = WorksAs([RowContext.OfRelated]);
    private static readonly string Unsealed = WorksAs([RowContext.OfRelated, RowContext.OfAnyChild]);
    private static readonly string InRequest = WorksAs(TableRules.Requests);

    public static string WorksAs(IEnumerable<RowContext> contexts) =>
        $"{Context} IN ({string.Join(", ", contexts.Select(context => $"'{context.Name}'"))})";

    /// <summary>As <c>RestrictionFilter</c>: neither of a sealed child, unless the reader is named, nor of the reader's own kin.</summary>
    /// <param name="author">Column of who wrote the row; null: that changes nothing.</param>
    public static string NotRestricted(string childId, string? author = null) =>
        $"NOT {Unsealed} OR {(author is null ? "" : $"{author} = {Reader} OR ")}{Open(childId)}";

    /// <summary>
    /// As <c>RelationshipQueries</c>, of whatever kind. What the request itself begins counts: it is dated a moment after
    /// the request's own time.
    /// </summary>
    public static string HasRelationship(string childId) => $"NOT {Related} OR {Known(childId)}";

    /// <summary>For rows to be written.</summary>
    public static string HasRelationshipAndIsNotRestricted(string childId) => $"NOT {Related} OR {Known(childId)} AND {Open(childId)}";

    public static string IsOfAgency(string agencyId) => $"NOT {Related} OR {agencyId} = {Agency}";

    /// <summary>Of every request, however far it reaches: what is addressed to another agency is for nobody here.</summary>
    public static string IsAddressedToAgency(string agencyId) => $"NOT {InRequest} OR {agencyId} = {Agency}";

    public static string IsShownWith(string column, string table, string key) =>
        $"NOT {Related} OR EXISTS (SELECT FROM \"{table}\" AS whole WHERE whole.\"{key}\" = {column})";

    private static string Open(string childId) => $"""
        NOT EXISTS (SELECT FROM sealed_child AS one WHERE one."ChildId" = {childId} AND one."Sealed" AND NOT EXISTS (
            SELECT FROM sealed_child_reader AS named WHERE named."ChildId" = {childId} AND named."PractitionerId" = {Reader}))
        AND NOT EXISTS (SELECT FROM conflict_of_interest AS own WHERE own."ChildId" = {childId} AND own."PractitionerId" = {Reader})
        """;

    private static string Known(string childId) => $"""
        EXISTS (SELECT FROM relationship AS known WHERE known."ChildId" = {childId} AND known."AgencyId" = {Agency}
            AND (known."PractitionerId" IS NULL OR known."PractitionerId" = {Reader})
            AND known."From" <= {Now} + interval '30 seconds' AND (known."To" IS NULL OR known."To" > {Now}))
        """;
}
