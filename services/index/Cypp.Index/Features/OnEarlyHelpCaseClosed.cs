using Cypp.Access.Relationships;
using Cypp.Contracts.EarlyHelp;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.Index.Features;

internal sealed class OnEarlyHelpCaseClosed(IndexDb db) : IHandle<EarlyHelpCaseClosed>
{
    public Task HandleAsync(EarlyHelpCaseClosed message, Envelope envelope, CancellationToken cancellationToken) =>
        db.EndAsync(
            message.CaseId, message.ChildId, RelationshipKinds.TeamAroundTheFamily, message.ClosedOn,
            BusinessClock.MomentOf(message.ClosedOn.AddDays(1), TimeOnly.MinValue), cancellationToken);
}
