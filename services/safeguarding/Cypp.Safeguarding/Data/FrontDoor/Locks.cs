using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Data.FrontDoor;

/// <summary>
/// A contact, a step-up and a settled match about one child may come at the same moment: each first locks the match's
/// and then the child's row until its commit, so that one referral comes of them. Several are locked in order of their ids.
/// </summary>
internal static class Locks
{
    public static async Task<KnownChild> LockChildAsync(this SafeguardingDb db, Guid childId, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO known_child ("ChildId") VALUES ({childId})
            ON CONFLICT ("ChildId") DO UPDATE SET "ChildId" = excluded."ChildId"
            """,
            cancellationToken);
        return await db.KnownChildren.SingleAsync(child => child.ChildId == childId, cancellationToken);
    }

    public static async Task<KnownMatch> LockMatchAsync(this SafeguardingDb db, Guid matchId, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO known_match ("MatchId") VALUES ({matchId})
            ON CONFLICT ("MatchId") DO UPDATE SET "MatchId" = excluded."MatchId"
            """,
            cancellationToken);
        return await db.KnownMatches.SingleAsync(match => match.MatchId == matchId, cancellationToken);
    }
}
