using Cypp.Access.Feed;

namespace Cypp.Testing;

/// <summary>Stands for the index: it has restricted what the service knows, until a test says otherwise.</summary>
public sealed class TestRestrictions(Func<IRestrictionCopy> copy) : IRestrictionSource
{
    public Func<CancellationToken, Task<RestrictionDigest>>? Said { get; set; }

    public Task<RestrictionDigest> ReadAsync(CancellationToken cancellationToken) => Said?.Invoke(cancellationToken) ?? copy().ReadAsync(cancellationToken);
}
