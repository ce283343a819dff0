using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Data;
using Cypp.EarlyHelp.Domain;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.ServiceKit.Time;

namespace Cypp.EarlyHelp.Features;

/// <summary>
/// Received by the system; a person has still to accept it. A child who never had early help is on the list of the
/// cluster of residence, and where even that is not known a person must look: it is parked.
/// </summary>
internal sealed class OnStepDownProposed(EarlyHelpDb db, BusinessClock clock) : IHandle<StepDownProposed>
{
    public async Task HandleAsync(StepDownProposed message, Envelope envelope, CancellationToken cancellationToken)
    {
        var former = await FormerCaseAsync(message, cancellationToken);
        var cluster = former?.Cluster ?? (await db.KnownChildren.FindAsync([message.ChildId], cancellationToken))?.ResidenceCluster;
        if (former is null && cluster is null)
        {
            throw new MessageRejectedException("no-early-help-of-child");
        }

        var now = clock.GetUtcNow();
        db.StepDowns.Add(StepDown.Receive(message.StepDownId, message.ReferralId, message.ChildId, former, cluster, now));
        await db.PublishAboutChildAsync(
            new StepDownReceived(message.StepDownId, message.ChildId, now), message.ChildId, former?.LeadAgencyId ?? PlatformAgency.Id, cancellationToken);
        if (former is not null)
        {
            db.TellLead(former, "step-down-received", message.ChildId, message.StepDownId, now);
        }
    }

    // The case that the child left; unless it has closed since, and the child is in an open one.
    private async Task<EarlyHelpCase?> FormerCaseAsync(StepDownProposed message, CancellationToken cancellationToken)
    {
        var left = message.StepUpId is { } stepUpId ? await db.FindCaseOfStepUpAsync(stepUpId, cancellationToken) : null;
        return left is { IsOpen: true }
            ? left
            : await db.FindOpenCaseOfAsync(message.ChildId, cancellationToken) ?? left ?? await db.FindLastCaseOfAsync(message.ChildId, cancellationToken);
    }
}
