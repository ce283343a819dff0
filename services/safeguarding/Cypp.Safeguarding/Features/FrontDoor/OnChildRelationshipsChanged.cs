using Cypp.Contracts.Index;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>Who holds parental responsibility for a child and who must not be told: the whole state, the newest wins.</summary>
internal sealed class OnChildRelationshipsChanged(SafeguardingDb db) : IHandle<ChildRelationshipsChanged>
{
    public async Task HandleAsync(ChildRelationshipsChanged message, Envelope envelope, CancellationToken cancellationToken)
    {
        var child = await db.LockChildAsync(message.ChildId, cancellationToken);
        child.TakeRelationships(message.FamilyId, message.OccurredAt);
        var before = await db.RelatedAdults.Where(adult => adult.ChildId == message.ChildId).ToDictionaryAsync(adult => adult.AdultId, cancellationToken);
        foreach (var adult in message.Adults.DistinctBy(adult => adult.AdultId))
        {
            if (!before.Remove(adult.AdultId, out var row))
            {
                db.RelatedAdults.Add(RelatedAdultRow.Of(message.ChildId, adult));
                continue;
            }

            row.Take(adult);
        }

        db.RelatedAdults.RemoveRange(before.Values);
    }
}
