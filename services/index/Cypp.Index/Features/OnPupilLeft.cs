using Cypp.Access.Relationships;
using Cypp.Contracts.Learning;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.Index.Features;

/// <summary>Leaving the roll ends access at the end of that day.</summary>
internal sealed class OnPupilLeft(IndexDb db) : IHandle<PupilLeft>
{
    public Task HandleAsync(PupilLeft message, Envelope envelope, CancellationToken cancellationToken) =>
        db.EndAsync(
            message.EnrolmentId, message.ChildId, RelationshipKinds.SchoolRoll, message.LeftOn,
            BusinessClock.MomentOf(message.LeftOn.AddDays(1), TimeOnly.MinValue), cancellationToken);
}
