namespace Cypp.Identity.Domain;

/// <summary>Failed sign-ins from one address, kept while they count.</summary>
internal sealed class AddressFailures
{
    /// <summary>SHA-256 of the address, hexadecimal.</summary>
    public required string Address { get; init; }
    public required int Failures { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long EndsAt { get; init; }
}
