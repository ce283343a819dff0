using Cypp.Access.Relationships;
using Cypp.Contracts.EarlyHelp;
using Cypp.Index.Data;
using Cypp.Index.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

/// <summary>The same case is open again, under the lead of whoever accepted; the agency that led before knows the child no more.</summary>
internal sealed class OnStepDownAccepted(IndexDb db) : IHandle<StepDownAccepted>
{
    public async Task HandleAsync(StepDownAccepted message, Envelope envelope, CancellationToken cancellationToken)
    {
        var day = BusinessClock.DayOf(message.AcceptedAt);
        if (await db.Involvements.AnyAsync(
            row => row.SourceId == message.CaseId && row.ChildId == message.ChildId && row.AgencyId != message.LeadAgencyId && row.Until == null, cancellationToken))
        {
            await db.EndAsync(message.CaseId, message.ChildId, RelationshipKinds.TeamAroundTheFamily, day, message.AcceptedAt, cancellationToken);
        }

        await db.BeginAsync(
            new Involvement
            {
                Id = Guid.CreateVersion7(envelope.OccurredAt),
                ChildId = message.ChildId,
                Service = "early-help",
                AgencyId = message.LeadAgencyId,
                Kind = "early-help-case",
                SourceId = message.CaseId,
                Since = day,
            },
            RelationshipKinds.TeamAroundTheFamily, practitionerId: null, message.AcceptedAt, cancellationToken);
    }
}
