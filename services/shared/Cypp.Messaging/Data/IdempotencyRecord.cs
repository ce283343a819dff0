namespace Cypp.Messaging.Data;

/// <summary>The first answer to a keyed POST, committed with its effects, so that a retry gets the same answer.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>SHA-256 of caller and key, in hexadecimal.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body, in hexadecimal.</summary>
    public required string Fingerprint { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public int Status { get; set; }
    public string? ContentType { get; set; }
    public string? Location { get; set; }
    public string? ETag { get; set; }
    public byte[] Body { get; set; } = [];
}
