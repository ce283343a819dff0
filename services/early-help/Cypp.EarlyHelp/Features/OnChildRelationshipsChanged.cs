using Cypp.Contracts.Index;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>
/// The index tells every adult of a child as now known, and who must not be told. Who was invited before that is told
/// to the lead, to take the invitation back.
/// </summary>
internal sealed class OnChildRelationshipsChanged(EarlyHelpDb db, BusinessClock clock) : IHandle<ChildRelationshipsChanged>
{
    public async Task HandleAsync(ChildRelationshipsChanged message, Envelope envelope, CancellationToken cancellationToken)
    {
        var marked = await db.KnownAdults.Where(adult => adult.ChildId == message.ChildId && adult.NotToBeTold).Select(adult => adult.AdultId).ToListAsync(cancellationToken);
        await db.KnownAdults.Where(adult => adult.ChildId == message.ChildId).ExecuteDeleteAsync(cancellationToken);
        db.KnownAdults.AddRange(message.Adults.Select(adult => new KnownAdult
        {
            Id = Guid.CreateVersion7(envelope.OccurredAt),
            ChildId = message.ChildId,
            AdultId = adult.AdultId,
            NotToBeTold = adult.NotToBeTold,
        }));
        await WithdrawAsync(message.ChildId, [.. message.Adults.Where(adult => adult.NotToBeTold).Select(adult => adult.AdultId).Except(marked)], cancellationToken);
    }

    private async Task WithdrawAsync(Guid childId, List<Guid> newlyMarked, CancellationToken cancellationToken)
    {
        if (newlyMarked.Count == 0 || await db.FindOpenCaseOfAsync(childId, cancellationToken) is not { } found)
        {
            return;
        }

        var today = clock.Today;
        var invited = await db.Invitations
            .Where(one => one.CaseId == found.Id && one.On >= today && newlyMarked.Contains(one.AdultId)).ToListAsync(cancellationToken);
        invited.ForEach(one => db.TellLead(found, "invitation-to-withdraw", childId, one.Id, clock.GetUtcNow()));
    }
}
