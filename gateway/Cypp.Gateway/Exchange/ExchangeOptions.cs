using System.ComponentModel.DataAnnotations;

namespace Cypp.Gateway.Exchange;

/// <summary>Settings under <c>Exchange</c>: how the gateway swaps a caller's token for one of a service (GW-3).</summary>
internal sealed class ExchangeOptions
{
    public const string Section = "Exchange";

    /// <summary>Token endpoint of the identity service, from inside; <c>{Services:identity}/identity/connect/token</c> if left out.</summary>
    [Required]
    public Uri? Address { get; set; }

    /// <summary><c>aud</c> of the gateway's assertions; <c>Trust:Issuer</c>.</summary>
    [Required]
    public string? Issuer { get; set; }

    /// <summary>The gateway's private key, PEM, RSA or EC P-256, readable by it alone; its public half is registered with identity.</summary>
    [Required(ErrorMessage = "Exchange:KeyFile is missing.")]
    public string? KeyFile { get; set; }

    public string ClientId { get; set; } = "gateway";
}
