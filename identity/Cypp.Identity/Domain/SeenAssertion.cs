namespace Cypp.Identity.Domain;

/// <summary>A client assertion that was used, so that it is used once (ID-1).</summary>
internal sealed class SeenAssertion
{
    /// <summary>SHA-256 of client id and jti, hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>Seconds since 1970 after which the assertion is refused for its age and the row can go.</summary>
    public required long ExpiresAt { get; init; }
}
