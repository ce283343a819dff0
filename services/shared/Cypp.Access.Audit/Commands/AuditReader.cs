using Cypp.Access.Audit.Chain;
using Cypp.Access.Audit.Witness;
using Cypp.Audit;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Access.Audit.Commands;

/// <summary>A service's audit as verification reads it.</summary>
public interface IAuditReader
{
    string Service { get; }

    Task<AuditReport> VerifyAsync(WitnessFiles witnessed, CancellationToken cancellationToken);

    /// <summary>Hashes of the chain in order.</summary>
    Task<List<byte[]>> HashesAsync(CancellationToken cancellationToken);

    /// <returns>Place of a row, from 1; null when it has none.</returns>
    Task<long?> PlaceOfAsync(Guid rowId, CancellationToken cancellationToken);

    /// <summary>Signed statements that this service holds as a witness, as lines.</summary>
    Task<List<string>> StatementsAsync(CancellationToken cancellationToken);
}

internal sealed class AuditReader<TDb>(string service, IServiceScopeFactory scopes, TimeProvider clock) : IAuditReader where TDb : ServiceDb
{
    public string Service => service;

    public async Task<AuditReport> VerifyAsync(WitnessFiles witnessed, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Auditor);
        // One statement, so that the chain and its rows are of one moment.
        var places = db.Set<AuditLink>().AsNoTracking()
            .LeftJoin(db.Set<AuditRow>().AsNoTracking(), link => link.RowId, row => row.Id, (link, row) => new { Link = link, Row = row })
            .OrderBy(place => place.Link.Sequence).AsAsyncEnumerable()
            .Select(place => new ChainPlace(place.Link.Sequence, place.Link.RowId, place.Link.Hash, place.Row?.ToCanonical()));
        var begin = await SealWindow.BeginAsync(db, clock.GetUtcNow(), cancellationToken);
        var never = await SealWindow.Unsealed(db).Where(row => row.Id < begin).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellationToken);
        var waiting = await SealWindow.Unsealed(db).CountAsync(row => row.Id >= begin, cancellationToken);
        return await ChainVerifier.VerifyAsync(service, places, witnessed, never, waiting);
    }

    public Task<List<byte[]>> HashesAsync(CancellationToken cancellationToken) => ReadAsync(
        db => db.Set<AuditLink>().OrderBy(link => link.Sequence).Select(link => link.Hash).ToListAsync(cancellationToken));

    public Task<long?> PlaceOfAsync(Guid rowId, CancellationToken cancellationToken) => ReadAsync(
        db => db.Set<AuditLink>().Where(link => link.RowId == rowId).Select(link => (long?)link.Sequence).SingleOrDefaultAsync(cancellationToken));

    public Task<List<string>> StatementsAsync(CancellationToken cancellationToken) => ReadAsync(
        db => db.Set<WitnessedRoot>().Where(root => root.Statement != null).OrderBy(root => root.Id).Select(root => root.Statement!).ToListAsync(cancellationToken));

    private async Task<TResult> ReadAsync<TResult>(Func<TDb, Task<TResult>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.DatabaseFor<TDb>(RowContext.Auditor));
    }
}
