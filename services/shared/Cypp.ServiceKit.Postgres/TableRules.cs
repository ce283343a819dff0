using Cypp.Messaging;

namespace Cypp.ServiceKit.Postgres;

/// <summary>
/// What a service's role may do with a table, and for what kinds of work, by the table's name: the one place that says so
/// (DB-1, AU-3). A table that is not named here holds the service's own rows.
/// </summary>
/// <param name="Work">Contexts that read and write it.</param>
/// <param name="Read">Contexts that only read it.</param>
/// <param name="AppendOnly">Rows of it are never changed or removed.</param>
/// <param name="ApartFromRestriction">It says itself who is sealed and to whom, or who looked; <c>RestrictionFilter</c> leaves it out too.</param>
/// <param name="Addressee">The column of the agency to which a row is addressed: no other's request sees it, and each may write it.</param>
public sealed record TableRules(
    IReadOnlyList<RowContext> Work, IReadOnlyList<RowContext> Read, bool AppendOnly = false, bool ApartFromRestriction = false, string? Addressee = null)
{
    private const string MigrationHistory = "__EFMigrationsHistory";

    internal static readonly RowContext[] Requests = [RowContext.OfRelated, RowContext.OfAnyChild, RowContext.OfSealedChild];
    private static readonly RowContext[] Own = [.. Requests, RowContext.Consumer, RowContext.Job, RowContext.Issuer];
    private static readonly TableRules Default = new(Own, []);

    private static readonly Dictionary<string, TableRules> Named = new()
    {
        ["outbox"] = new([.. Own, RowContext.Dispatcher, RowContext.Sealer], []),
        ["stream_head"] = new([.. Own, RowContext.Sealer], []),
        ["stream_position"] = new([RowContext.Consumer], [.. Requests, RowContext.Job]),
        ["inbox"] = new([RowContext.Consumer], []),
        ["delivery_attempt"] = new([RowContext.Consumer], []),
        ["held_message"] = new([RowContext.Consumer, RowContext.Job], Requests),
        ["parked_message"] = new([.. Requests, RowContext.Consumer], []),
        ["idempotency"] = new([.. Requests, RowContext.Job], []),
        ["audit"] = new(Own, [RowContext.Sealer, RowContext.Auditor], AppendOnly: true, ApartFromRestriction: true),
        ["audit_chain"] = new([RowContext.Sealer], [RowContext.Auditor], AppendOnly: true),
        ["audit_root"] = new([RowContext.Sealer], [RowContext.Auditor], AppendOnly: true),
        ["audit_witness"] = new([RowContext.Consumer], [RowContext.Sealer, RowContext.Auditor], AppendOnly: true),
        ["sealed_child"] = new(Own, [], ApartFromRestriction: true),
        ["sealed_child_reader"] = new(Own, [], ApartFromRestriction: true),
        ["conflict_of_interest"] = new(Own, [RowContext.Sealer], ApartFromRestriction: true),
        ["inbox_item"] = Default with { Addressee = "AgencyId" },
        ["closed_period"] = new(Own, [RowContext.Anyone]),
    };

    public static TableRules Of(string table) => Named.GetValueOrDefault(table, Default);

    /// <returns>Rights of GRANT; null: none at all.</returns>
    public static string? RightsOn(string table) =>
        table == MigrationHistory ? null : Of(table).AppendOnly ? "SELECT, INSERT" : "SELECT, INSERT, UPDATE, DELETE";
}
