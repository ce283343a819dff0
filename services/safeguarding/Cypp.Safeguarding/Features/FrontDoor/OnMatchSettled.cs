using Cypp.Contracts.Index;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>A contact on a pending match becomes, or joins, the child's referral. Its deadline runs from the contact, not from now.</summary>
internal sealed class OnMatchSettled(SafeguardingDb db, Intake intake) : IHandle<MatchSettled>
{
    public async Task HandleAsync(MatchSettled message, Envelope envelope, CancellationToken cancellationToken)
    {
        var match = await db.LockMatchAsync(message.MatchId, cancellationToken);
        if (!match.Settle(message.ChildId))
        {
            throw new MessageRejectedException("match-settled-otherwise");
        }

        var child = await db.LockChildAsync(message.ChildId, cancellationToken);
        var waiting = await db.Contacts.Where(contact => contact.MatchId == message.MatchId && contact.ChildId == null)
            .OrderBy(contact => contact.Id).ToListAsync(cancellationToken);
        foreach (var contact in waiting)
        {
            contact.BelongTo(message.ChildId);
            await intake.AttachAsync(contact, child, cancellationToken);
        }
    }
}
