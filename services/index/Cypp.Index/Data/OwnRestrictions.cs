using Cypp.Access.Feed;
using Cypp.Messaging;
using OpenTelemetry;

namespace Cypp.Index.Data;

/// <summary>What the index itself has restricted, for the services' copies to compare with (AZ-1).</summary>
internal sealed class OwnRestrictions(IServiceScopeFactory scopes) : IRestrictionSource
{
    public async Task<RestrictionDigest> ReadAsync(CancellationToken cancellationToken)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.DatabaseFor<IndexDb>(RowContext.Job);
        return await RestrictionDigest.OfAsync(db, db.Children.Where(child => child.LocationHidden).Select(child => child.Id), cancellationToken);
    }
}
