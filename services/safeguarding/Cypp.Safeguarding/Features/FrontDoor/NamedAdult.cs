using System.ComponentModel.DataAnnotations;
using Cypp.Contracts.Safeguarding;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>An adult who must not be told about the child or children of a contact.</summary>
/// <param name="ReasonCode">alleged-perpetrator, court-order or risk-of-harm.</param>
internal sealed record NamedAdult(Guid AdultId, [property: Required, MaxLength(100)] string ReasonCode);

internal static class NamedAdults
{
    public static Error? ReasonIsUnknown(IEnumerable<NamedAdult>? adults) =>
        adults?.Select(adult => Codes.NotToBeToldReasonIsUnknown(adult.ReasonCode)).FirstOrDefault(error => error is not null);

    /// <summary>It holds in safeguarding at once; the index hears for the child, or for the match while it is open.</summary>
    public static void Name(this SafeguardingDb db, Contact contact, IEnumerable<NamedAdult>? adults, int restrictionLevel, DateTimeOffset now)
    {
        foreach (var adult in adults?.DistinctBy(adult => adult.AdultId) ?? [])
        {
            db.AdultsNotToBeTold.Add(new AdultNotToBeTold
            {
                Id = Guid.CreateVersion7(now),
                ContactId = contact.Id,
                AdultId = adult.AdultId,
                ReasonCode = adult.ReasonCode,
                NamedAt = now,
            });
            var matchId = contact.ChildId is null ? contact.MatchId : null;
            db.Publish(
                new AdultNotToBeToldNamed(contact.ChildId, matchId, adult.AdultId, adult.ReasonCode, now),
                contact.ChildId ?? matchId!.Value, contact.MakerAgencyId, restrictionLevel);
        }
    }
}
