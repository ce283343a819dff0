using System.Linq.Expressions;
using Cypp.Index.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Data;

/// <summary>Children worth comparing: those who share a number, a birth date, both names, or family name and postcode.</summary>
internal static class Candidates
{
    public static async Task<MatchDecision> DecideAsync(this IndexDb db, MatchFacts asked, CancellationToken cancellationToken)
    {
        var swapped = SwappedOf(asked.BirthDate);
        var found = await db.FactsAsync(
            child => (asked.NhsNumber != null && child.NhsNumber == asked.NhsNumber)
                || (asked.Upn != null && child.Upn == asked.Upn)
                || (asked.BirthDate != null && (child.BirthDate == asked.BirthDate || child.BirthDate == swapped))
                || (asked.FamilyNameKey != null && child.FamilyNameKey == asked.FamilyNameKey
                    && (child.GivenNameKey == asked.GivenNameKey || (child.Postcode == asked.Postcode && !child.LocationHidden))),
            cancellationToken);
        var numbered = found.Find(child => child.Known.SharesANumberWith(asked)).Known;
        if (numbered is not null)
        {
            // A number may have been typed for the other twin, so the twin is looked at too.
            found.AddRange(await db.FactsAsync(child => child.FamilyNameKey == numbered.FamilyNameKey && child.BirthDate == numbered.BirthDate, cancellationToken));
        }

        return MatchDecision.Of(asked, found.DistinctBy(child => child.ChildId));
    }

    /// <summary>Whether the index holds this very child: a shared number, or everything else exact.</summary>
    public static async Task<bool> IsRegisteredAsync(this IndexDb db, ChildDetails details, CancellationToken cancellationToken)
    {
        var decision = await db.DecideAsync(details.Facts, cancellationToken);
        return decision.Candidates.Any(child => child.Score.HasVerifiedNumber || child.Score.Points >= MatchEvidence.LinkThreshold);
    }

    /// <summary>What a match may compare. A hidden postcode is never compared: a lucky guess must not confirm it.</summary>
    private static async Task<List<(Guid ChildId, MatchFacts Known)>> FactsAsync(
        this IndexDb db, Expression<Func<Child, bool>> which, CancellationToken cancellationToken) =>
        (await db.Children.Where(which)
            .Select(child => new
            {
                child.Id,
                Known = new MatchFacts(child.NhsNumber, child.Upn, child.GivenNameKey, child.FamilyNameKey, child.BirthDate, child.LocationHidden ? null : child.Postcode),
            })
            .ToListAsync(cancellationToken)).ConvertAll(row => (row.Id, row.Known));

    private static DateOnly? SwappedOf(DateOnly? date) => date is { Day: <= 12 } day ? new DateOnly(day.Year, day.Day, day.Month) : date;
}
