namespace Cypp.Identity.Domain;

/// <summary>A system of an agency that asks for tokens. Its keys are kept with the OAuth client of the same id.</summary>
internal sealed class AgencyClient
{
    public required string ClientId { get; init; }
    public required Guid AgencyId { get; init; }
}
