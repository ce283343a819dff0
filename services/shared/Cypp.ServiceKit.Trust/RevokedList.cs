using System.Globalization;
using System.Net.Http.Json;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Cypp.ServiceKit.Trust;

/// <summary>
/// Whose tokens are refused although they have not ended (ID-5, ID-6): client ids, agency ids, names of signing keys, and people and
/// sessions. Each request asks it: it may not cost more where many have signed out.
/// </summary>
public sealed record RevokedList(HashSet<string> Clients, HashSet<string> Agencies, HashSet<string> Keys)
{
    public static readonly RevokedList Empty = new([], [], []);
    private static readonly string[] Holders = ["azp", "sub", "agency", "practitioner_id"];

    /// <summary>Ids of practitioners.</summary>
    public HashSet<string> Practitioners { get; init; } = [];

    /// <summary><c>sid</c> of sessions.</summary>
    public HashSet<string> Sessions { get; init; } = [];

    /// <summary>Clients, agencies and practitioners that were revoked and are so no longer, with the second of 1970 at which they were let in again: tokens that were made until then stay refused.</summary>
    public Dictionary<string, long> LetInAgain { get; init; } = [];

    public bool Names(ClaimsPrincipal user, string? keyId) =>
        (keyId is not null && Keys.Contains(keyId))
        || Has(Clients, user, "azp") || Has(Clients, user, "sub") || Has(Agencies, user, "agency")
        || Has(Practitioners, user, "practitioner_id") || Has(Sessions, user, "sid")
        || (LetInAgain.Count > 0 && Holders.Any(claim => IsOfBefore(user, claim)));

    private bool IsOfBefore(ClaimsPrincipal user, string holder) =>
        user.FindFirst(holder)?.Value is { } value && LetInAgain.TryGetValue(value, out var letInAt)
        && !(long.TryParse(user.FindFirst("iat")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var issuedAt) && issuedAt > letInAt);

    private static bool Has(HashSet<string> revoked, ClaimsPrincipal user, string claim) =>
        revoked.Count > 0 && user.FindFirst(claim)?.Value is { } value && revoked.Contains(value);
}

/// <summary>Where the list comes from: the issuer, in this process or another.</summary>
public interface IRevokedListSource
{
    Task<RevokedList> ReadRevokedAsync(CancellationToken cancellationToken);
}

/// <summary>Reads it from the issuer over the same channel as its metadata.</summary>
internal sealed class RemoteRevokedList(IOptionsMonitor<JwtBearerOptions> options, string address) : IRevokedListSource
{
    public async Task<RevokedList> ReadRevokedAsync(CancellationToken cancellationToken) =>
        await options.Get(JwtBearerDefaults.AuthenticationScheme).Backchannel.GetFromJsonAsync<RevokedList>(address, cancellationToken) ?? RevokedList.Empty;
}
