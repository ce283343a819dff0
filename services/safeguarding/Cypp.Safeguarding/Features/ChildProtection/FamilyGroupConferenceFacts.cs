using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

/// <summary>What the gate decides on, from the rows.</summary>
internal static class FamilyGroupConferenceFacts
{
    public static async Task<Error?> GateStopsAsync(
        SafeguardingDb db, Guid referralId, Guid childId, string? familysPlanAnswer, CancellationToken cancellationToken)
    {
        var family = await db.FamilyOfAsync(childId, cancellationToken);
        var conferences = await db.Set<FamilyGroupConference>().Where(one => one.ReferralId == referralId).ToListAsync(cancellationToken);
        var excepted = await db.Set<FamilyGroupConferenceException>().AnyAsync(one => one.ReferralId == referralId, cancellationToken);
        return FamilyGroupConferenceGate.Stops(family, conferences, excepted, familysPlanAnswer);
    }

    /// <summary>An emergency power was used before the family had its conference, and it has not had it since.</summary>
    public static async Task<bool> IsOwedAsync(SafeguardingDb db, Guid referralId, Guid childId, CancellationToken cancellationToken) =>
        await db.Set<LegalStep>().AnyAsync(one => one.ReferralId == referralId && one.FamilyGroupConferenceOwed, cancellationToken)
        && await GateStopsAsync(db, referralId, childId, familysPlanAnswer: "not asked here", cancellationToken) is not null;
}
