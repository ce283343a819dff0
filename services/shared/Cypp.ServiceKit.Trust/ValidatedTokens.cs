using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Cypp.ServiceKit.Trust;

/// <summary>A token that was validated: who it names, the key that signed it, when it must be validated anew.</summary>
/// <param name="Principal">Shared by all requests with the token: read it, never change it.</param>
public sealed record ValidatedToken(ClaimsPrincipal Principal, string KeyId, DateTimeOffset Until);

/// <summary>
/// Tokens that were found good, by the SHA-256 of the whole token, until they end and for a minute at most. A signature is
/// checked once, not at each request; what can change meanwhile, revocation and the issuer's keys, is asked at each.
/// </summary>
public sealed class ValidatedTokens(TimeProvider clock) : IDisposable
{
    /// <summary>Tokens kept at once: some 40 MB.</summary>
    public const int Most = 20_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = Most });

    public int Count => _cache.Count;

    public static string KeyOf(string token) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <param name="key">See <see cref="KeyOf"/>.</param>
    public ValidatedToken? Find(string key) => _cache.TryGetValue<ValidatedToken>(key, out var known) && known!.Until > clock.GetUtcNow() ? known : null;

    public void Keep(string key, ClaimsPrincipal principal, string keyId, DateTimeOffset ends)
    {
        var now = clock.GetUtcNow();
        var until = ends < now + Longest ? ends : now + Longest;
        if (until > now)
        {
            // A full cache takes nothing, and makes room meanwhile.
            _cache.Set(key, new ValidatedToken(principal, keyId, until), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Longest });
        }
    }

    public void Dispose() => _cache.Dispose();
}
