using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Access.Sharing;

/// <summary>
/// What a sharing agreement says: exceptions before defaults, of either a denial before an allowance, and what no rule
/// fits is denied. The function and the predicate below say the same; a property test holds them together.
/// </summary>
public static class SharingRules
{
    /// <param name="rules">Of one source.</param>
    /// <returns>The rule that decides; null when none fits, which denies.</returns>
    public static SharingRule? Deciding(IEnumerable<SharingRule> rules, SharingQuestion asked) => rules
        .Where(rule => rule.Modes.Contains(asked.Mode) && rule.RecordTypes.Contains(asked.RecordType) && rule.Purposes.Contains(asked.Purpose)
            && (rule.Destinations.Contains(asked.OrgType) || (asked.AgencyId is not null && rule.Destinations.Contains(asked.AgencyId)))
            && (rule.From is null || rule.From <= asked.At) && (rule.Until is null || rule.Until > asked.At))
        .MinBy(rule => rule.Rank);

    public static bool Allow(IEnumerable<SharingRule> rules, SharingQuestion asked) => Deciding(rules, asked) is { Allows: true };

    /// <summary>Ids of the agencies that share what is asked for, to be put into a query.</summary>
    public static IQueryable<Guid> AgenciesThatShare(this ServiceDb db, SharingQuestion asked)
    {
        var (agencyId, orgType, recordType, mode, purpose, at) = asked;
        var fitting = db.Set<SharingRule>().Where(rule => rule.Modes.Contains(mode) && rule.RecordTypes.Contains(recordType) && rule.Purposes.Contains(purpose)
            && (rule.Destinations.Contains(orgType) || (agencyId != null && rule.Destinations.Contains(agencyId)))
            && (rule.From == null || rule.From <= at) && (rule.Until == null || rule.Until > at));
        // Not grouped by agency: the database would first work out all of them, however few a query asks about.
        return fitting
            .Where(rule => rule.Rank % 2 == 1 && !fitting.Any(other => other.AgencyId == rule.AgencyId && other.Rank < rule.Rank))
            .Select(rule => rule.AgencyId);
    }
}
