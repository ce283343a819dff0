using System.Security.Cryptography;
using System.Text;
using Cypp.Access.Restrictions;
using Cypp.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Access.Feed;

/// <summary>
/// Fingerprint of all restrictions that a database knows: two that know the same say the same, and neither says of whom
/// (AZ-1). SHA-256 in hexadecimal.
/// </summary>
/// <param name="Sealed">Of the children who are or were sealed, and since when.</param>
/// <param name="Hidden">Of the children whose location is hidden; null: the database keeps no copy of that, since its service shows no location.</param>
public sealed record RestrictionDigest(string Sealed, string? Hidden)
{
    /// <param name="hidden">Children whose location is hidden.</param>
    public static async Task<RestrictionDigest> OfAsync(ServiceDb db, IQueryable<Guid>? hidden, CancellationToken cancellationToken)
    {
        var children = await db.Set<SealedChild>().Select(row => new { row.ChildId, row.Sealed, row.AsOf }).ToListAsync(cancellationToken);
        // The engines do not keep moments equally fine.
        return new(
            HashOf(children.Select(row => $"{row.ChildId:n} {row.Sealed} {row.AsOf.UtcTicks / TimeSpan.TicksPerMillisecond}")),
            hidden is null ? null : HashOf((await hidden.ToListAsync(cancellationToken)).Select(childId => $"{childId:n}")));
    }

    /// <summary>Whether this copy knows what the index said, as far as it keeps one.</summary>
    public bool Agrees(RestrictionDigest said) => Sealed == said.Sealed && (Hidden is null || Hidden == said.Hidden);

    private static string HashOf(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal)))));
}
