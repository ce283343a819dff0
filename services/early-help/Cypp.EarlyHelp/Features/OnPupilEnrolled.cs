using Cypp.Access.Relationships;
using Cypp.Contracts.Learning;
using Cypp.EarlyHelp.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.EarlyHelp.Features;

/// <summary>A school knows the pupils on its roll.</summary>
internal sealed class OnPupilEnrolled(EarlyHelpDb db) : IHandle<PupilEnrolled>
{
    public async Task HandleAsync(PupilEnrolled message, Envelope envelope, CancellationToken cancellationToken)
    {
        await db.BeginRelationshipAsync(
            new Relationship
            {
                Id = Guid.CreateVersion7(envelope.OccurredAt),
                ChildId = message.ChildId,
                AgencyId = message.SchoolAgencyId,
                Kind = RelationshipKinds.SchoolRoll,
                SourceId = message.EnrolmentId,
                From = BusinessClock.MomentOf(message.EnrolledOn, TimeOnly.MinValue),
            },
            cancellationToken);
    }
}
