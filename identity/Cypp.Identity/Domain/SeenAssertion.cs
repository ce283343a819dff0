namespace Cypp.Identity.Domain;

/// <summary>A client assertion that was used, so that it is used once (ID-1).</summary>
internal sealed class SeenAssertion
{
    public required string ClientId { get; init; }

    /// <summary>SHA-256 of jti, hexadecimal; with the client id it is the row's key.</summary>
    public required string JtiHash { get; init; }

    /// <summary>Seconds since 1970 after which the assertion is refused for its age and the row can go.</summary>
    public required long ExpiresAt { get; init; }
}
