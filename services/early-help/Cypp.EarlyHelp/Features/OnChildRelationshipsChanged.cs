using Cypp.Contracts.Index;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>The index tells every adult of a child as now known, and who must not be told.</summary>
internal sealed class OnChildRelationshipsChanged(EarlyHelpDb db) : IHandle<ChildRelationshipsChanged>
{
    public async Task HandleAsync(ChildRelationshipsChanged message, Envelope envelope, CancellationToken cancellationToken)
    {
        await db.KnownAdults.Where(adult => adult.ChildId == message.ChildId).ExecuteDeleteAsync(cancellationToken);
        db.KnownAdults.AddRange(message.Adults.Select(adult => new KnownAdult
        {
            Id = Guid.CreateVersion7(envelope.OccurredAt),
            ChildId = message.ChildId,
            AdultId = adult.AdultId,
            NotToBeTold = adult.NotToBeTold,
        }));
    }
}
