using Microsoft.EntityFrameworkCore;

namespace Cypp.Outcomes.Data;

/// <summary>
/// The journal's order, the same on both engines: the head's row is locked until commit, so that numbers follow commits
/// and no message is taken in while the projection is made again.
/// </summary>
internal static class JournalSql
{
    public static Task<long> NextNumberAsync(this OutcomesDb db, CancellationToken cancellationToken) => db.MoveHeadAsync(1, cancellationToken);

    public static Task LockJournalAsync(this OutcomesDb db, CancellationToken cancellationToken) => db.MoveHeadAsync(0, cancellationToken);

    private static async Task<long> MoveHeadAsync(this OutcomesDb db, long by, CancellationToken cancellationToken)
    {
        var number = await db.Database.SqlQuery<long>($"""
            INSERT INTO journal_head ("Id", "Number") VALUES (1, {by})
            ON CONFLICT ("Id") DO UPDATE SET "Number" = journal_head."Number" + {by}
            RETURNING "Number" AS "Value"
            """).ToListAsync(cancellationToken);
        return number.Single();
    }
}
