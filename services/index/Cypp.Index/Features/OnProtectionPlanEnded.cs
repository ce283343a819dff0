using Cypp.Contracts.Safeguarding;
using Cypp.Index.Data;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Features;

internal sealed class OnProtectionPlanEnded(IndexDb db) : IHandle<ProtectionPlanEnded>
{
    public async Task HandleAsync(ProtectionPlanEnded message, Envelope envelope, CancellationToken cancellationToken)
    {
        foreach (var open in await db.Involvements.Where(row => row.SourceId == message.PlanId && row.Until == null).ToListAsync(cancellationToken))
        {
            open.Until = message.EndedOn;
        }
    }
}
