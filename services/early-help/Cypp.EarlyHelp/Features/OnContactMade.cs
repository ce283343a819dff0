using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.EarlyHelp.Features;

/// <summary>The lead practitioner learns that a contact exists, and nothing of what it says.</summary>
internal sealed class OnContactMade(EarlyHelpDb db, BusinessClock clock) : IHandle<ContactMade>
{
    public async Task HandleAsync(ContactMade message, Envelope envelope, CancellationToken cancellationToken)
    {
        if (await db.FindOpenCaseOfAsync(message.ChildId, cancellationToken) is { } found)
        {
            db.TellLead(found, "contact-made", message.ChildId, found.Id, clock.GetUtcNow());
        }
    }
}
