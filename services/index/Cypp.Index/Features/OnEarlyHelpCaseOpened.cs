using Cypp.Access.Relationships;
using Cypp.Contracts.EarlyHelp;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.Index.Features;

internal sealed class OnEarlyHelpCaseOpened(IndexDb db) : IHandle<EarlyHelpCaseOpened>
{
    public Task HandleAsync(EarlyHelpCaseOpened message, Envelope envelope, CancellationToken cancellationToken) =>
        db.BeginAsync(
            new Involvement
            {
                Id = Guid.CreateVersion7(envelope.OccurredAt),
                ChildId = message.ChildId,
                Service = "early-help",
                AgencyId = message.LeadAgencyId,
                Kind = "early-help-case",
                SourceId = message.CaseId,
                Since = message.OpenedOn,
            },
            RelationshipKinds.TeamAroundTheFamily, practitionerId: null, BusinessClock.MomentOf(message.OpenedOn, TimeOnly.MinValue), cancellationToken);
}
