using Cypp.Access;
using Cypp.Access.Sharing;
using Cypp.Index.Domain;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Data;

/// <summary>Finding: that an agency is involved is told to those with whom it agreed to share the existence of its records.</summary>
internal static class SharedInvolvements
{
    public static async Task<List<Involvement>> ToldToAsync(
        this IndexDb db, CurrentPractitioner practitioner, List<Involvement> involvements, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sources = involvements.Select(one => one.AgencyId).ToHashSet();
        var rules = (await db.Set<SharingRule>().AsNoTracking().Where(rule => sources.Contains(rule.AgencyId)).ToListAsync(cancellationToken)).ToLookup(rule => rule.AgencyId);
        return [.. involvements.Where(one => one.AgencyId == practitioner.AgencyId || SharingRules.Allow(rules[one.AgencyId], Existence(one, practitioner, now)))];
    }

    private static SharingQuestion Existence(Involvement one, CurrentPractitioner practitioner, DateTimeOffset now) => SharingQuestion.Of(
        practitioner, new DataUse(Policies.ReadInvolvement.Purpose, RecordTypes.Of(one.Service)), now, SharingModes.Existence);
}
