using Cypp.Contracts.Learning;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>Persistent absence puts a prompt on the lists of school and cluster; corrected attendance withdraws it.</summary>
internal sealed class OnPersistentAbsenceChanged(EarlyHelpDb db, BusinessClock clock) : IHandle<PersistentAbsenceChanged>
{
    public async Task HandleAsync(PersistentAbsenceChanged message, Envelope envelope, CancellationToken cancellationToken)
    {
        var open = await db.Prompts
            .Where(prompt => prompt.ChildId == message.ChildId && prompt.SchoolAgencyId == message.SchoolAgencyId && prompt.AcademicYear == message.AcademicYear
                && prompt.Status == PromptStatus.Open)
            .ToListAsync(cancellationToken);
        if (!message.PersistentlyAbsent)
        {
            open.ForEach(prompt => prompt.Withdraw());
        }
        else if (open.Count == 0)
        {
            db.Prompts.Add(Prompt.OfPersistentAbsence(
                message.ChildId, message.SchoolAgencyId, message.Cluster, message.AcademicYear, message.AsOf, clock.GetUtcNow()));
        }
    }
}
