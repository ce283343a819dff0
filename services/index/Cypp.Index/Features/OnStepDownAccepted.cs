using Cypp.Access.Relationships;
using Cypp.Contracts.EarlyHelp;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.Index.Features;

/// <summary>The same case is open again, under the lead of whoever accepted.</summary>
internal sealed class OnStepDownAccepted(IndexDb db) : IHandle<StepDownAccepted>
{
    public Task HandleAsync(StepDownAccepted message, Envelope envelope, CancellationToken cancellationToken) =>
        db.BeginAsync(
            new Involvement
            {
                Id = Guid.CreateVersion7(envelope.OccurredAt),
                ChildId = message.ChildId,
                Service = "early-help",
                AgencyId = message.LeadAgencyId,
                Kind = "early-help-case",
                SourceId = message.CaseId,
                Since = BusinessClock.DayOf(message.AcceptedAt),
            },
            RelationshipKinds.TeamAroundTheFamily, practitionerId: null, message.AcceptedAt, cancellationToken);
}
