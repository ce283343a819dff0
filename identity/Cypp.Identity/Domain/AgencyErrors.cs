using Cypp.Access;
using Cypp.ServiceKit.Errors;

namespace Cypp.Identity.Domain;

internal static class AgencyErrors
{
    public static readonly Error NameMissing = new InvalidError("name-missing", "An agency needs a name of 1 to 200 characters.", "name");
    public static readonly Error UnknownType = new InvalidError("agency-type-unknown", $"The type must be one of: {string.Join(", ", Agency.Types.Order())}.", "type");
    public static readonly Error UnknownRole = new InvalidError("role-unknown", $"Roles must be some of: {string.Join(", ", Roles.All.Order())}.", "roles");
    public static readonly Error RoleOfAnotherType = new InvalidError("role-of-another-type", "No agency of this type may have one of these roles.", "roles");
    public static readonly Error ClusterImpossible = new InvalidError("cluster-impossible", "A cluster is a code of 1 to 100 characters.", "cluster");
    public static readonly Error UnknownScope = new InvalidError("scope-unknown", $"Scopes must be some of: {string.Join(", ", ServiceScopes.All)}.", "scopes");
    public static readonly Error ClientOfAnother = new ConflictError("client-of-another-agency", "This client id belongs to another agency.", "clientId");
    public static readonly Error Known = new ConflictError("agency-known", "An agency of this id is registered already.", "agencyId");
    public static readonly Error ClientKnown = new ConflictError("client-known", "This client id is taken.", "clientId");
    public static readonly Error ClientMissing = new InvalidError("client-missing", "A client id of 1 to 100 characters is required.", "clientId");
    public static readonly Error ClientUnknown = new NotFoundError("client-unknown", "No client has this id.");
    public static readonly Error AgencyUnknown = new NotFoundError("agency-unknown", "No agency has this id.");
    public static readonly Error KeyUnknown = new NotFoundError("key-unknown", "The client has no key of this name.");
    public static readonly Error SigningKeyUnknown = new NotFoundError("signing-key-unknown", "No signing key has this name.");
    public static readonly Error KeyLast = new ConflictError("key-last", "This is the client's only key: add the next one first, or revoke the client.");
    public static readonly Error KeyUnusable = new InvalidError(
        "key-unusable", "A client has one or two public keys, RSA of 2048 bits or more or EC P-256 or P-384, as JWK or PEM, each with its own kid of 1 to 100 characters.");
    public static readonly Error CertificateUnusable = new InvalidError("certificate-unusable", "Give one X.509 certificate that has not ended, as PEM.", "pem");
    public static readonly Error CertificatesTwo = new ConflictError("certificates-two", "The client has two certificates already: retire one first.");
    public static readonly Error CertificateUnknown = new NotFoundError("certificate-unknown", "The client has no certificate of this thumbprint.");
    public static readonly Error KeyPrivate = new InvalidError("key-private", "This is a private key; it stays with the agency. Give its public half.");
}
