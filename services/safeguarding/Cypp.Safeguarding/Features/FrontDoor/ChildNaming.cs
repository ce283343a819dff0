using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.FrontDoor;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>A child as a caller names it, by id or by match, resolved as far as anyone knows.</summary>
internal sealed record NamedChild(Guid? ChildId, Guid? MatchId)
{
    /// <summary>Key of its messages.</summary>
    public Guid Key => ChildId ?? MatchId!.Value;
}

internal static class ChildNaming
{
    /// <summary>Locks what is named, matches before children, and puts a settled match's child in place.</summary>
    public static async Task<Dictionary<NamedChild, NamedChild>> ResolveAsync(
        this SafeguardingDb db, IEnumerable<NamedChild> named, CancellationToken cancellationToken)
    {
        var resolved = new Dictionary<NamedChild, NamedChild>();
        foreach (var one in named.Distinct().OrderBy(one => one.MatchId))
        {
            var match = one.MatchId is { } matchId ? await db.LockMatchAsync(matchId, cancellationToken) : null;
            resolved[one] = one with { ChildId = one.ChildId ?? match?.ChildId };
        }

        foreach (var childId in resolved.Values.Select(one => one.ChildId).OfType<Guid>().Distinct().Order())
        {
            await db.LockChildAsync(childId, cancellationToken);
        }

        return resolved;
    }

    public static async Task<int> RestrictionLevelAsync(this SafeguardingDb db, Contact contact, CancellationToken cancellationToken) =>
        contact.ChildId is { } childId && await db.KnownChildren.FindAsync([childId], cancellationToken) is { } child ? Intake.Level(child) : 0;
}
