namespace Cypp.ServiceKit.Domain;

/// <summary>A thing that changes as a whole. Each transition calls <see cref="Touch"/>; the version is its ETag and its concurrency token.</summary>
public abstract class Aggregate
{
    public Guid Id { get; protected init; }

    public int Version { get; private set; } = 1;

    protected void Touch() => Version++;
}
