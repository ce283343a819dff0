using Cypp.Index.Domain;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Cypp.Index.Data;

/// <summary>Absence is not evidence: an answer says until when it knows.</summary>
internal static class CoverageWindow
{
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    public static async Task HeardFromAsync(this IndexDb db, string service, CancellationToken cancellationToken)
    {
        var now = db.GetService<BusinessClock>().GetUtcNow();
        var stale = now - Grain;
        await db.Set<Coverage>().Where(row => row.Service == service && (row.HeardAt == null || row.HeardAt <= stale))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.HeardAt, now), cancellationToken);
    }

    /// <returns>The moment until which every publisher has been heard; null while one never has.</returns>
    public static async Task<DateTimeOffset?> CoveredUntilAsync(this IndexDb db, CancellationToken cancellationToken)
    {
        var heard = await db.Set<Coverage>().Select(row => row.HeardAt).ToListAsync(cancellationToken);
        return heard.Contains(null) ? null : heard.Min();
    }
}
