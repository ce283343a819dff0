using Cypp.Audit;
using Cypp.Contracts.Platform;
using Cypp.Messaging;
using Cypp.Messaging.Consume;
using Microsoft.Extensions.Options;

namespace Cypp.Access.Audit.Witness;

/// <summary>A service as witness of others' audit: it signs a root that continues the last one it saw, and no other.</summary>
public sealed class AuditWitness<TDb>(ConsumerPipeline<TDb> pipeline, IOptions<AuditOptions> options, TimeProvider clock) : IDisposable
    where TDb : ServiceDb
{
    private readonly Lazy<WitnessKey> _key = new(() => WitnessKey.Open(options.Value.KeyDirectory, pipeline.Service));

    public string Name => pipeline.Service;

    /// <summary>Directory of this witness's files.</summary>
    public string Directory => Path.Combine(options.Value.WitnessDirectory, pipeline.Service);

    /// <summary>Makes or reads the key; a witness that cannot sign stops the start.</summary>
    public void Prepare() => _ = _key.Value;

    /// <param name="last">Last root of that service that this witness signed; null at the first.</param>
    /// <exception cref="FormatException">A hash is not hexadecimal.</exception>
    public WitnessedRoot See(AuditRootSealed told, WitnessedRoot? last)
    {
        var now = clock.GetUtcNow();
        // The first root is taken on trust: a witness can only tell what comes after it.
        var continues = last is null || (told.PreviousSize == last.Size && MerkleProof.IsConsistent(
            last.Size, Convert.FromHexString(last.Root), told.Size, Convert.FromHexString(told.Root),
            [.. told.ConsistencyProof.Select(Convert.FromHexString)]));
        return new WitnessedRoot
        {
            Id = Guid.CreateVersion7(now),
            Service = told.Service,
            Size = told.Size,
            Root = told.Root,
            ReceivedAt = now,
            Statement = continues
                ? _key.Value.Sign(new(Name, told.Service, told.Size, told.Root, told.Head, told.SealedAt, now, "")).ToLine()
                : null,
        };
    }

    public void Dispose()
    {
        if (_key.IsValueCreated)
        {
            _key.Value.Dispose();
        }
    }
}
