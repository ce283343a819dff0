using Cypp.Contracts.Messaging;
using Cypp.Messaging.Data;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Messaging.Consume.Reconcile;

/// <summary>A service says how far it has come in what it owns.</summary>
internal static class HeadTelling
{
    private const int PageSize = 1000;

    // What is asked and told here is asked and told again until it is answered; it has no part in it.
    private const string OwnKinds = "messaging/";

    /// <summary>Publishes every head, page by page, in the caller's transaction.</summary>
    public static async Task TellHeadsAsync(this ServiceDb db, string service, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (key, last) = (Guid.CreateVersion7(now), "");
        while (true)
        {
            var page = await db.Set<StreamHead>().AsNoTracking()
                .Where(head => string.Compare(head.Stream, last) > 0 && head.Sequence > 0)
                .OrderBy(head => head.Stream).Take(PageSize)
                // What waits for one who asked had been sent to all.
                .Select(head => new { head.Stream, head.Sequence, First = db.Outbox.Where(row => row.Stream == head.Stream && row.SentAt == null && row.OnlyFor == null).Min(row => (long?)row.Sequence) })
                .ToListAsync(cancellationToken);
            var heads = page.Where(head => IsStream(head.Stream)).Select(head => new HeadTold(head.Stream, HeadRule.ToldUpTo(head.Sequence, head.First)))
                .Where(head => head.Sequence > 0).ToList();
            if (heads.Count > 0)
            {
                db.Publish(new HeadsTold(service, heads), key, PlatformAgency.Id);
                await db.SaveChangesAsync(cancellationToken);
            }

            if (page.Count < PageSize)
            {
                return;
            }

            last = page[^1].Stream;
        }
    }

    private static bool IsStream(string name) =>
        MessageCatalogue.Kinds.Contains(Streams.KindOf(name)) && !name.StartsWith(OwnKinds, StringComparison.Ordinal);
}
