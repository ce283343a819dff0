namespace Cypp.Access.Feed;

/// <summary>The index, in this process or another, as its copies ask it.</summary>
public interface IRestrictionSource
{
    Task<RestrictionDigest> ReadAsync(CancellationToken cancellationToken);
}
