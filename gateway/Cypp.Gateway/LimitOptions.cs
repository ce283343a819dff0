using System.ComponentModel.DataAnnotations;

namespace Cypp.Gateway;

/// <summary>
/// <c>Edge:Limits</c>: how much an agency and an address may ask, all gateways together (GW-5). Each gateway lets through its
/// share, one part in <see cref="Replicas"/>; see ADR 10.
/// </summary>
internal sealed class LimitOptions : IValidatableObject
{
    public const string Section = "Edge:Limits";

    /// <summary>Gateways that share the requests; where their number varies, the largest.</summary>
    [Range(1, 1000)]
    public int Replicas { get; init; } = 1;

    /// <summary>Requests a second of an agency, on average.</summary>
    [Range(0.001, 1e6)]
    public double PerSecond { get; init; } = 50;

    /// <summary>Requests of an agency at one moment, after a quiet while.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; init; } = 100;

    /// <summary>Requests of an agency that wait for an answer at once.</summary>
    [Range(1, 1_000_000)]
    public int AtOnce { get; init; } = 20;

    /// <summary>Requests of an agency from midnight to midnight, UTC.</summary>
    [Range(1, int.MaxValue)]
    public int PerDay { get; init; } = 500_000;

    /// <summary>What costs much, such as files: requests a second of an agency.</summary>
    [Range(0.001, 1e6)]
    public double HeavyPerSecond { get; init; } = 2;

    [Range(1, 1_000_000)]
    public int HeavyBurst { get; init; } = 4;

    /// <summary>Requests a second of an address, before anyone signs in. Several agencies may share one.</summary>
    [Range(0.001, 1e6)]
    public double AddressPerSecond { get; init; } = 200;

    [Range(1, 1_000_000)]
    public int AddressBurst { get; init; } = 400;

    /// <summary>The most agencies, and the most groups of addresses, that are counted apart.</summary>
    [Range(1, 1_000_000)]
    public int Partitions { get; init; } = 10_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        int[] divided = [Burst, AtOnce, PerDay, HeavyBurst, AddressBurst];
        if (divided.Min() < Replicas)
        {
            // A share of less than one request would have to be rounded up, and all shares together would exceed the limit.
            yield return new ValidationResult($"{Section}: {nameof(Replicas)} exceeds a limit that it divides.");
        }
    }
}
