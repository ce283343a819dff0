using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.EarlyHelp.Features;

/// <summary>Step-ups that social work's system has not said it has; a lost hand-over is the worst failure here.</summary>
internal sealed class HandOverLevels(LevelGauges gauges, IServiceScopeFactory scopes, TimeProvider clock, ILogger<HandOverLevels> logger)
    : Levels<EarlyHelpDb>("early-help", scopes, clock, logger)
{
    protected override async Task MeasureAsync(EarlyHelpDb db, CancellationToken cancellationToken)
    {
        var waiting = db.StepUps.Join(
            db.Set<CaseMember>().Where(member => member.State == MemberState.StepUpSent), stepUp => stepUp.Id, member => member.StepUpId, (stepUp, member) => stepUp);
        // By the system's clock: the business clock of a demonstration jumps.
        var first = await waiting.OrderBy(stepUp => stepUp.SentBySystemAt)
            .Select(stepUp => (DateTimeOffset?)stepUp.SentBySystemAt).FirstOrDefaultAsync(cancellationToken);
        gauges.RecordHandOver(Service, "step-up", await waiting.CountAsync(cancellationToken), first, Clock.GetUtcNow());
    }
}
