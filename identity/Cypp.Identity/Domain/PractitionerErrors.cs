using Cypp.ServiceKit.Errors;

namespace Cypp.Identity.Domain;

internal static class PractitionerErrors
{
    public static readonly Error RoleNotOfAgency = new InvalidError("role-not-of-agency", "A person holds at least one role, and only roles that the agency may claim.", "roles");
    public static readonly Error ContractEnded = new InvalidError("contract-ended", "The contract's last day is over.", "contractEndsOn");
    public static readonly Error UserNameUnusable = new InvalidError("user-name-unusable", "A user name has 3 to 64 letters, digits, dots, hyphens or underscores.", "userName");
    public static readonly Error UserNameTaken = new ConflictError("user-name-taken", "Another person has this user name.", "userName");
    public static readonly Error OfAnotherAgency = new ConflictError("practitioner-of-another-agency", "This person is registered for another agency.", "practitionerId");
    public static readonly Error Known = new ConflictError("practitioner-known", "This person is registered already.", "practitionerId");
    public static readonly Error Unknown = new NotFoundError("practitioner-unknown", "No person has this user name or id.");
    public static readonly Error SessionUnknown = new NotFoundError("session-unknown", "There is no session of this id.");
    public static readonly Error RedirectUnusable = new InvalidError(
        "redirect-unusable", "A redirect address is absolute, https (http on this machine alone), without query and fragment.", "redirects");
    public static readonly Error ClientOfAnotherKind = new ConflictError("client-of-another-kind", "This client id is of another kind of client.", "clientId");
}
