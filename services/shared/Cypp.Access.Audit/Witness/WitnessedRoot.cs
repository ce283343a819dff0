namespace Cypp.Access.Audit.Witness;

/// <summary>What this service, as a witness, saw of another service's audit (AU-3).</summary>
public sealed class WitnessedRoot
{
    public required Guid Id { get; init; }
    public required string Service { get; init; }
    public required long Size { get; init; }
    public required string Root { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The signed statement, one line of JSON; null where the root does not continue the one before: a fork.</summary>
    public required string? Statement { get; init; }
}
