using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Contracts.EarlyHelp;
using Cypp.Contracts.Safeguarding;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Time;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>Early help's step-up opens the child's referral or joins the open one; receipt is told at once, a person decides later.</summary>
internal sealed class OnCaseSteppedUp(SafeguardingDb db, Intake intake, BusinessClock clock) : IHandle<CaseSteppedUp>
{
    private const string Immediate = "immediate";

    public async Task HandleAsync(CaseSteppedUp message, Envelope envelope, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var child = await db.LockChildAsync(message.ChildId, cancellationToken);
        var referral = await intake.OpenOrJoinAsync(child, now, message.StepUpId, intake.AgencyId, cancellationToken);
        db.StepUps.Add(new StepUp
        {
            Id = message.StepUpId,
            ReferralId = referral.Id,
            ChildId = message.ChildId,
            CaseId = message.CaseId,
            AgencyId = message.SteppedUpByAgencyId,
            PractitionerId = message.SteppedUpByPractitionerId,
            ConcernCategory = message.ConcernCategory,
            Urgency = message.Urgency,
            DisclosureBasis = message.DisclosureBasis,
            ReceivedAt = now,
        });
        db.Tell(intake.AgencyId, Roles.DutyAndAdvice, "step-up-received", referral.Id, message.ChildId, now);
        if (message.Urgency == Immediate && !OfficeHours.Cover(now))
        {
            db.Tell(intake.AgencyId, Roles.OutOfHours, "immediate-step-up", referral.Id, message.ChildId, now);
        }

        if (referral.SocialWorkerId is { } socialWorkerId)
        {
            // A named social worker has the child already: early help hands over to him and waits for no second decision.
            db.Publish(
                new ReferralAccepted(referral.Id, message.ChildId, message.StepUpId, referral.AgencyId, socialWorkerId, now),
                message.ChildId, referral.AgencyId, Intake.Level(child));
            db.Tell(intake.AgencyId, Roles.SocialWorker, "step-up-received", referral.Id, message.ChildId, now, socialWorkerId);
        }
    }
}
