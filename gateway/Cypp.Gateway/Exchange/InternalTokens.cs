using Cypp.ServiceKit.Trust;
using Microsoft.Extensions.Caching.Memory;

namespace Cypp.Gateway.Exchange;

/// <summary>
/// Services' tokens by (hash of the caller's token, service), until ten seconds before they end (GW-3). Requests that come
/// at once with one token wait for one exchange; what a stolen key signed is not given out again (ID-6).
/// </summary>
internal sealed class InternalTokens(TokenExchange exchange, Revocations revocations, TimeProvider clock) : IDisposable
{
    private const int Most = 50_000;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = Most });
    private readonly Lock _lock = new();

    public async ValueTask<Exchanged> ForAsync(CallersToken token, string service, CancellationToken cancellationToken)
    {
        var key = (token.Key, service);
        var asking = Find(key, token);
        var answer = await asking.WaitAsync(cancellationToken);
        if (answer is Exchanged.Granted granted && granted.Until > clock.GetUtcNow() && !revocations.NamesKey(granted.KeyId))
        {
            return answer;
        }

        Forget(key, asking);
        // One that was kept has ended: ask once more. A fresh refusal stands.
        return answer is Exchanged.Granted ? await Find(key, token).WaitAsync(cancellationToken) : answer;
    }

    public void Dispose() => _cache.Dispose();

    private Task<Exchanged> Find((string, string Service) key, CallersToken token)
    {
        if (_cache.TryGetValue<Task<Exchanged>>(key, out var asked))
        {
            return asked!;
        }

        lock (_lock)
        {
            if (_cache.TryGetValue<Task<Exchanged>>(key, out var known))
            {
                return known!;
            }

            // Not the first caller's cancellation: others wait for it too. The time that asking has ends it.
            var asking = exchange.AskAsync(token.Value, key.Service, CancellationToken.None);
            _cache.Set(key, asking, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1) });
            return asking;
        }
    }

    private void Forget((string, string) key, Task<Exchanged> asking)
    {
        lock (_lock)
        {
            if (_cache.TryGetValue<Task<Exchanged>>(key, out var known) && known == asking)
            {
                _cache.Remove(key);
            }
        }
    }
}
