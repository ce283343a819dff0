using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>The lead practitioner learns that a contact exists, and nothing of what it says.</summary>
internal sealed class OnContactMade(EarlyHelpDb db, BusinessClock clock) : IHandle<ContactMade>
{
    public async Task HandleAsync(ContactMade message, Envelope envelope, CancellationToken cancellationToken)
    {
        // Who leads it, and nothing else of the case.
        if (await db.Cases.AsNoTracking().OpenOf(message.ChildId).FirstOrDefaultAsync(cancellationToken) is { } found)
        {
            db.TellLead(found, "contact-made", message.ChildId, found.Id, clock.GetUtcNow());
        }
    }
}
