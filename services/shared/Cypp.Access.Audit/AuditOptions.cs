using System.ComponentModel.DataAnnotations;

namespace Cypp.Access.Audit;

/// <summary>Where a service keeps what it does as a witness of others' audit; settings under <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>Holds the key by which this service signs others' roots; no other service may read it.</summary>
    [Required, MinLength(1)]
    public string KeyDirectory { get; init; } = "";

    /// <summary>Append-only place, outside of the databases, for signed roots: <c>witness/service.jsonl</c>.</summary>
    [Required, MinLength(1)]
    public string WitnessDirectory { get; init; } = "";
}
