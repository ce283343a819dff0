using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Data.FrontDoor;

/// <summary>A child's adults as safeguarding may rely on: the index's state, and what a contact here said that the index has yet to confirm.</summary>
internal static class Families
{
    public static async Task<IReadOnlyList<FamilyAdult>> FamilyOfAsync(this SafeguardingDb db, Guid childId, CancellationToken cancellationToken)
    {
        var named = await db.AdultsNamedNotToBeTold(childId).ToListAsync(cancellationToken);
        var related = await db.RelatedAdults.Where(adult => adult.ChildId == childId).OrderBy(adult => adult.AdultId).ToListAsync(cancellationToken);
        var strangers = named.Except(related.Select(adult => adult.AdultId));
        return
        [
            .. related.Select(adult => new FamilyAdult(
                adult.AdultId, adult.HasParentalResponsibility, adult.NotToBeTold || named.Contains(adult.AdultId))),
            .. strangers.Select(adultId => new FamilyAdult(adultId, false, NotToBeTold: true)),
        ];
    }

    /// <summary>Adults who must not be told about a child, as the index says or as a contact here said.</summary>
    public static IQueryable<Guid> UntoldOf(this SafeguardingDb db, Guid childId) => db.RelatedAdults
        .Where(adult => adult.ChildId == childId && adult.NotToBeTold).Select(adult => adult.AdultId)
        .Union(db.AdultsNamedNotToBeTold(childId));

    public static IQueryable<Guid> AdultsNamedNotToBeTold(this SafeguardingDb db, Guid childId) => db.AdultsNotToBeTold
        .Where(adult => db.Contacts.Any(contact => contact.Id == adult.ContactId && contact.ChildId == childId))
        .Select(adult => adult.AdultId).Distinct();
}
