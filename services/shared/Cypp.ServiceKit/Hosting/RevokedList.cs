using System.Net.Http.Json;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Cypp.ServiceKit.Hosting;

/// <summary>Whose tokens are refused although they have not ended (ID-5, ID-6): client ids, agency ids, names of signing keys.</summary>
public sealed record RevokedList(IReadOnlyList<string> Clients, IReadOnlyList<string> Agencies, IReadOnlyList<string> Keys)
{
    public static readonly RevokedList Empty = new([], [], []);

    public bool Names(ClaimsPrincipal user, string? keyId) =>
        (keyId is not null && Keys.Contains(keyId))
        || (user.FindFirst("sub")?.Value is { } client && Clients.Contains(client))
        || (user.FindFirst("agency")?.Value is { } agency && Agencies.Contains(agency));
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
