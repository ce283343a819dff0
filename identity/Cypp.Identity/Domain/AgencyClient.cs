namespace Cypp.Identity.Domain;

/// <summary>A system of an agency that asks for tokens. Its keys are kept with the OAuth client of the same id.</summary>
internal sealed class AgencyClient
{
    public required string ClientId { get; init; }
    public required Guid AgencyId { get; init; }

    /// <summary>
    /// Its system can sign with RSA PKCS#1 v1.5 only (RS256, RS512), as the NHS England API platform has its clients do;
    /// others use PSS or ECDSA (ID-1).
    /// </summary>
    public bool SignsWithPkcs1 { get; set; }

    /// <summary>People of the agency sign in through it (code flow); any other names in its assertion who acts.</summary>
    public bool IsWeb { get; init; }
}
