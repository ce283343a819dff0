using Cypp.Access.Relationships;
using Cypp.Contracts.Learning;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>Leaving the roll ends access at the end of that day.</summary>
internal sealed class OnPupilLeft(IndexDb db) : IHandle<PupilLeft>
{
    public async Task HandleAsync(PupilLeft message, Envelope envelope, CancellationToken cancellationToken)
    {
        (await db.Enrolments.SingleOrDefaultAsync(row => row.Id == message.EnrolmentId, cancellationToken))?.Leave(message.LeftOn);
        await db.EndAsync(
            message.EnrolmentId, message.ChildId, RelationshipKinds.SchoolRoll, message.LeftOn,
            BusinessClock.MomentOf(message.LeftOn.AddDays(1), TimeOnly.MinValue), cancellationToken);
    }
}
