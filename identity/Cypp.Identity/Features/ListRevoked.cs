using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Cypp.ServiceKit.Trust;
using Microsoft.EntityFrameworkCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Cypp.Identity.Features;

/// <summary>
/// GET /identity/internal/revocations: what gateway and services ask for every ten seconds (ID-5). Whoever was revoked
/// longer ago than any token lives is left out, and so who was let in again so long ago; a signing key stays, since who has it can write any date.
/// </summary>
internal static class ListRevoked
{
    private static readonly TimeSpan LongestLife = IssueToken.Lifetime + ExchangeToken.LongestLife + TimeSpan.FromMinutes(1);

    public static void Map(RouteGroupBuilder group) => group.MapGet("/revocations", HandleAsync).WithName("Identity_ListRevoked");

    public static async Task<RevokedList> HandleAsync(IdentityDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var since = (clock.GetUtcNow() - LongestLife).ToUnixTimeSeconds();
        var rows = await db.Revocations.AsNoTracking()
            .Where(row => row.RevokedAt >= since || row.LiftedAt >= since || row.Kind == RevocationKind.SigningKey).ToListAsync(cancellationToken);
        HashSet<string> Of(RevocationKind kind) => [.. rows.Where(row => row.Kind == kind && row.LiftedAt is null).Select(row => row.Subject)];
        // No session is longer, and none is listed by when it ended: OpenIddict keeps no such date.
        var began = (clock.GetUtcNow() - SignInLimits.Session - LongestLife).UtcDateTime;
        var sessions = await db.Sessions.Where(row => row.Status != Statuses.Valid && row.CreationDate >= began).Select(row => row.Id!).ToHashSetAsync(cancellationToken);
        return new RevokedList(Of(RevocationKind.Client), Of(RevocationKind.Agency), Of(RevocationKind.SigningKey))
        {
            Practitioners = Of(RevocationKind.Practitioner),
            Sessions = sessions,
            // A client may have been given its agency's id as name.
            LetInAgain = rows.Where(row => row.LiftedAt >= since).GroupBy(row => row.Subject).ToDictionary(same => same.Key, same => same.Max(row => row.LiftedAt!.Value)),
        };
    }
}
