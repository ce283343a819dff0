using Cypp.Access;
using Cypp.Access.Inbox;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.FrontDoor;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>What the front door tells those who made a contact.</summary>
internal static class Notices
{
    /// <summary>Whoever made a contact always hears back, once, what was decided (plan page 9).</summary>
    public static async Task TellMakersAsync(this SafeguardingDb db, Referral referral, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var contact in await db.Contacts.Where(contact => contact.ReferralId == referral.Id).ToListAsync(cancellationToken))
        {
            db.TellMaker(contact, now);
        }
    }

    /// <summary>A teacher may not read a concern back: the school's designated lead hears instead.</summary>
    public static void TellMaker(this SafeguardingDb db, Contact contact, DateTimeOffset now)
    {
        if (Codes.FeedbackTo(contact.ReferralSource) != Feedback.None)
        {
            var role = contact.MakerRole == Roles.SchoolTeacher ? Roles.SchoolLead : contact.MakerRole;
            db.Tell(contact.MakerAgencyId, role, "contact-outcome", contact.Id, contact.ChildId, now);
        }
    }
}
