using Cypp.Contracts.Index;
using Cypp.Learning.Data;
using Cypp.Learning.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Learning.Features;

/// <summary>A person said who the child is: notices that waited go to the child's own schools.</summary>
internal sealed class OnMatchSettled(LearningDb db, NoticeDelivery delivery) : IHandle<MatchSettled>
{
    public async Task HandleAsync(MatchSettled message, Envelope envelope, CancellationToken cancellationToken)
    {
        if (await db.SettledMatches.AnyAsync(row => row.MatchId == message.MatchId, cancellationToken))
        {
            return;
        }

        db.SettledMatches.Add(new SettledMatch { MatchId = message.MatchId, ChildId = message.ChildId });
        foreach (var notice in await db.Notices.Where(row => row.MatchId == message.MatchId && row.ChildId == null).ToListAsync(cancellationToken))
        {
            await delivery.AddressAsync(notice, message.ChildId, cancellationToken);
        }
    }
}
