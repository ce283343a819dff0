using Cypp.Access;
using Cypp.Safeguarding.Domain.FrontDoor;

namespace Cypp.Safeguarding.Data.FrontDoor;

/// <summary>Contacts: the front door reads what it took, whoever knows the referral reads its contacts, a maker his own.</summary>
internal static class ContactAccess
{
    public static IQueryable<Contact> ContactsReceivedBy(this SafeguardingDb db, CurrentPractitioner practitioner, DateTimeOffset now)
    {
        var agencyId = practitioner.AgencyId;
        var atTheDoor = practitioner.Role is Roles.DutyAndAdvice or Roles.OutOfHours or Roles.SocialWorkManager;
        var referrals = db.ReferralsKnownTo(practitioner, now).Select(referral => referral.Id);
        return db.Contacts.Where(contact =>
            (atTheDoor && contact.AgencyId == agencyId && contact.ReferralId == null)
            || (contact.ReferralId != null && referrals.Contains(contact.ReferralId.Value)));
    }

    /// <summary>The person, not the agency: a colleague of hers has no need to know.</summary>
    public static IQueryable<Contact> ContactsMadeBy(this SafeguardingDb db, CurrentPractitioner practitioner)
    {
        var (agencyId, practitionerId) = (practitioner.AgencyId, practitioner.PractitionerId);
        return db.Contacts.Where(contact => contact.MakerAgencyId == agencyId && contact.MakerPractitionerId == practitionerId);
    }
}
