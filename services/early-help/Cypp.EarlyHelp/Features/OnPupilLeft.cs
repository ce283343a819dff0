using Cypp.Access.Relationships;
using Cypp.Contracts.Learning;
using Cypp.EarlyHelp.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.EarlyHelp.Features;

internal sealed class OnPupilLeft(EarlyHelpDb db) : IHandle<PupilLeft>
{
    public async Task HandleAsync(PupilLeft message, Envelope envelope, CancellationToken cancellationToken)
    {
        // Access by roll ends at the end of the last day.
        var end = BusinessClock.MomentOf(message.LeftOn.AddDays(1), TimeOnly.MinValue);
        await db.EndRelationshipsAsync(message.EnrolmentId, RelationshipKinds.SchoolRoll, end, cancellationToken);
    }
}
