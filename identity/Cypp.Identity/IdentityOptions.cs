using System.ComponentModel.DataAnnotations;

namespace Cypp.Identity;

/// <summary>Settings under <c>Identity</c>.</summary>
internal sealed class IdentityOptions
{
    public const string Section = "Identity";

    /// <summary>What callers see in front of everything, <c>https://gateway.example/identity</c>; it is <c>iss</c> of every token and <c>aud</c> of every assertion.</summary>
    [Required]
    public Uri? Issuer { get; init; }

    /// <summary>Where the signing keys lie, 0600; all replicas share it. A first key is made if there is none.</summary>
    [Required, MinLength(1)]
    public string KeyDirectory { get; init; } = "";

    /// <summary>Accept plain HTTP from a gateway that ends TLS in front of this process. Development and a loopback issuer accept it anyway.</summary>
    public bool TlsEndsAtGateway { get; init; }
}
