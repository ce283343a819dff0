using Cypp.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Access.Feed;

/// <summary>What a service has taken in of the restrictions.</summary>
public interface IRestrictionCopy
{
    bool IsIn(ServiceDb db);

    Task<RestrictionDigest> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="hidden">Children whose location is hidden, of a service that shows locations.</param>
internal sealed class RestrictionCopy<TDb>(IServiceScopeFactory scopes, Func<TDb, IQueryable<Guid>>? hidden) : IRestrictionCopy where TDb : ServiceDb
{
    public bool IsIn(ServiceDb db) => db is TDb;

    public async Task<RestrictionDigest> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<TDb>(RowContext.Job);
        return await RestrictionDigest.OfAsync(db, hidden?.Invoke(db), cancellationToken);
    }
}
