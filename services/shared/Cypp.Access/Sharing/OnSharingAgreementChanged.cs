using Cypp.Contracts.Index;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Access.Sharing;

public sealed class OnSharingAgreementChanged<TDb>(TDb db) : IHandle<SharingAgreementChanged> where TDb : ServiceDb
{
    public Task HandleAsync(SharingAgreementChanged message, Envelope envelope, CancellationToken cancellationToken) => db.TakeAsync(message, cancellationToken);
}

public static class SharingStore
{
    /// <summary>Takes an agreement in the place of the one before; the index itself in the transaction of its approval.</summary>
    public static async Task TakeAsync(this ServiceDb db, SharingAgreementChanged agreement, CancellationToken cancellationToken)
    {
        db.RemoveRange(await db.Set<SharingRule>().Where(rule => rule.AgencyId == agreement.AgencyId).ToListAsync(cancellationToken));
        db.AddRange(SharingRule.Of(agreement));
    }
}
