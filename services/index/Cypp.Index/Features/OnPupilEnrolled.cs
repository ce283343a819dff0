using Cypp.Access.Relationships;
using Cypp.Contracts.Learning;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.Index.Features;

/// <summary>Learning owns enrolment; the index projects the school.</summary>
internal sealed class OnPupilEnrolled(IndexDb db) : IHandle<PupilEnrolled>
{
    public Task HandleAsync(PupilEnrolled message, Envelope envelope, CancellationToken cancellationToken)
    {
        db.Enrolments.Add(new Enrolment
        {
            Id = message.EnrolmentId,
            ChildId = message.ChildId,
            SchoolAgencyId = message.SchoolAgencyId,
            Cluster = message.Cluster,
            Phase = message.Phase,
            EnrolledOn = message.EnrolledOn,
        });
        return db.BeginAsync(
            new Involvement
            {
                Id = Guid.CreateVersion7(envelope.OccurredAt),
                ChildId = message.ChildId,
                Service = "learning",
                AgencyId = message.SchoolAgencyId,
                Kind = "school",
                SourceId = message.EnrolmentId,
                Since = message.EnrolledOn,
            },
            RelationshipKinds.SchoolRoll, practitionerId: null, BusinessClock.MomentOf(message.EnrolledOn, TimeOnly.MinValue), cancellationToken);
    }
}
