using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Access.Restrictions;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>
/// Where contacts, step-ups and settled matches meet: a child has one open referral, whichever of them comes first.
/// Lock the match and the child before (see <see cref="Locks"/>).
/// </summary>
internal sealed class Intake(SafeguardingDb db, BusinessClock clock, IOptions<AuthorityOptions> authority)
{
    public Guid AgencyId => authority.Value.SocialWork;

    /// <summary>A new contact: duty and advice always hear; at night and at weekends someone looks at once for immediate danger.</summary>
    public async Task TakeAsync(Contact contact, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        db.Contacts.Add(contact);
        db.Tell(AgencyId, Roles.DutyAndAdvice, "contact-made", contact.Id, contact.ChildId, now);
        if (!OfficeHours.Cover(now))
        {
            db.Tell(AgencyId, Roles.OutOfHours, "immediate-danger-check", contact.Id, contact.ChildId, now);
        }

        if (contact.ChildId is { } childId)
        {
            await AttachAsync(contact, await db.LockChildAsync(childId, cancellationToken), cancellationToken);
        }
    }

    /// <summary>The contact's child is known: others may hear of it, and it opens or joins the child's referral.</summary>
    public async Task AttachAsync(Contact contact, KnownChild child, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        db.Publish(
            new ContactMade(contact.Id, child.ChildId, contact.MakerAgencyId, contact.ReferralSource, contact.ReceivedAt),
            child.ChildId, contact.MakerAgencyId, Level(child));
        var referral = await OpenOrJoinAsync(child, contact.ReceivedAt, null, contact.MakerAgencyId, cancellationToken);
        contact.Join(referral.Id);
        await TellOfSealedAsync(contact, child, now, cancellationToken);
        if (referral.SocialWorkerId is { } socialWorkerId)
        {
            db.Tell(AgencyId, Roles.SocialWorker, "contact-made", contact.Id, child.ChildId, now, socialWorkerId);
            db.TellMaker(contact, now);
        }
    }

    /// <summary>The desk does not see a sealed child: of the managers, those who are named do.</summary>
    private async Task TellOfSealedAsync(Contact contact, KnownChild child, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.Set<SealedChild>().AnyAsync(one => one.ChildId == child.ChildId && one.Sealed, cancellationToken))
        {
            db.Tell(AgencyId, Roles.SocialWorkManager, "contact-made", contact.Id, child.ChildId, now);
            db.Tell(AgencyId, Roles.SeniorManager, "contact-made", contact.Id, child.ChildId, now);
        }
    }

    /// <param name="stepUpId">The step-up that opens or joins it; a contact leaves this out.</param>
    /// <param name="sourceAgencyId">Whose contact or step-up it is.</param>
    public async Task<Referral> OpenOrJoinAsync(
        KnownChild child, DateTimeOffset receivedAt, Guid? stepUpId, Guid sourceAgencyId, CancellationToken cancellationToken)
    {
        var (childId, now) = (child.ChildId, clock.GetUtcNow());
        var referral = db.Referrals.Local.FirstOrDefault(open => open.ChildId == childId && open.IsOpen)
            ?? await db.Referrals.SingleOrDefaultAsync(
                open => open.ChildId == childId && open.State != ReferralState.Declined && open.State != ReferralState.Closed, cancellationToken);
        var opens = referral is null;
        if (referral is null)
        {
            referral = Referral.Receive(childId, AgencyId, receivedAt, stepUpId);
            db.Referrals.Add(referral);
            await db.OpenToFrontDoorAsync(referral, now, cancellationToken);
        }
        else
        {
            referral.Join(receivedAt, stepUpId);
            if (!referral.IsUndecided)
            {
                db.ShowToDutyDeskAgain(referral, now);
            }
        }

        if (opens || stepUpId is not null)
        {
            db.Publish(
                new ReferralReceived(referral.Id, childId, stepUpId, referral.ReceivedAt, referral.DecisionDueOn), childId, sourceAgencyId, Level(child));
        }

        return referral;
    }

    public static int Level(KnownChild child) => child.LocationHidden ? 1 : 0;
}
