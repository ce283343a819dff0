using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Access.Audit.Chain;

/// <summary>
/// Which rows may still be waiting for their place. Ids begin with the time at which a row was written (UUIDv7, RFC 9562
/// section 5.7); a row commits at most minutes later. One that appears with an older id was not written by this service,
/// is never sealed, and is found.
/// </summary>
internal static class SealWindow
{
    /// <summary>More than the longest transaction and the clocks of replicas apart.</summary>
    private static readonly TimeSpan Width = TimeSpan.FromMinutes(10);

    /// <returns>Rows with this id or a greater one may be sealed.</returns>
    public static async Task<Guid> BeginAsync(ServiceDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await LastAsync(db, cancellationToken) is not { } row)
        {
            return Guid.Empty;
        }

        // A single row dated into the future must not keep all others from being sealed.
        var written = TimeOf(row);
        return FirstAt((written < now ? written : now) - Width);
    }

    /// <summary>
    /// For who only counts: rows after this id wait, but for the few whose transaction was long. To look at all of the last minutes costs
    /// as much as to seal them.
    /// </summary>
    public static async Task<Guid> TailAsync(ServiceDb db, DateTimeOffset now, CancellationToken cancellationToken) =>
        await LastAsync(db, cancellationToken) is not { } row ? Guid.Empty : TimeOf(row) <= now ? row : FirstAt(now - Width);

    /// <summary>Rows without a place, from that id on.</summary>
    public static IQueryable<AuditRow> Unsealed(ServiceDb db) =>
        db.Set<AuditRow>().AsNoTracking().Where(row => !db.Set<AuditLink>().Any(link => link.RowId == row.Id));

    private static Task<Guid?> LastAsync(ServiceDb db, CancellationToken cancellationToken) =>
        db.Set<AuditLink>().OrderByDescending(link => link.Sequence).Select(link => (Guid?)link.RowId).FirstOrDefaultAsync(cancellationToken);

    private static DateTimeOffset TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = bytes[..6].ToArray().Aggregate(0L, (time, next) => (time << 8) | next);
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : DateTimeOffset.MaxValue;
    }

    private static Guid FirstAt(DateTimeOffset moment)
    {
        if (moment <= DateTimeOffset.UnixEpoch)
        {
            return Guid.Empty;
        }

        var bytes = Guid.CreateVersion7(moment).ToByteArray(bigEndian: true);
        bytes.AsSpan(6).Clear();
        return new(bytes, bigEndian: true);
    }
}
