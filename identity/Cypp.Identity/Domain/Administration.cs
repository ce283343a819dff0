using Cypp.Access;
using Cypp.ServiceKit.Errors;

namespace Cypp.Identity.Domain;

/// <summary>
/// Who administers what (AZ-5, ADR 16). The operator's administrators register agencies and give each its own
/// administrators; these give the agency's people what the agency has. Nobody administers themselves.
/// </summary>
internal static class Administration
{
    private const string TwoFactors = "aal2";
    private static readonly Policy OverrideAccess = AccessMatrix.Of("Index_OverrideAccess");

    /// <summary>Whether the agency is there at all for the caller.</summary>
    public static bool Reaches(CurrentPractitioner by, Guid agencyId) => by.Role == Roles.PlatformAdministrator || by.AgencyId == agencyId;

    /// <summary>Whether the caller may give this right to people of the agency; that the agency has it is asked there.</summary>
    public static bool MayGrant(CurrentPractitioner by, Guid agencyId, string right) =>
        by.AgencyId == agencyId || (by.Role == Roles.PlatformAdministrator && right == Roles.AgencyAdministrator);

    /// <param name="added">Roles that the person does not have yet.</param>
    public static Error? Refuses(CurrentPractitioner by, Guid agencyId, Guid practitionerId, IEnumerable<string> added) =>
        practitionerId == by.PractitionerId ? GrantErrors.ToOneself
        : added.All(role => MayGrant(by, agencyId, role)) ? RefusesProposal(by, added)
        : GrantErrors.NotYours;

    /// <summary>What takes two people is proposed by one who signed in.</summary>
    public static Error? RefusesProposal(CurrentPractitioner by, IEnumerable<string> added) =>
        added.Any(AccessMatrix.NeedsSecondPerson) ? RefusesUnsigned(by) : null;

    /// <summary>An agency's own rights are the operator's to give, its people's are as for <see cref="MayGrant"/>.</summary>
    public static Error? RefusesGrant(CurrentPractitioner by, Grant grant) =>
        (grant.PractitionerId is null ? by.Role == Roles.PlatformAdministrator : MayGrant(by, grant.AgencyId, grant.Right)) ? null : GrantErrors.NotYours;

    public static Error? RefusesUnsigned(CurrentPractitioner by) => by is { Acr: TwoFactors, SignedInAt: not null } ? null : GrantErrors.SignInNeeded;

    public static bool CanOverride(IEnumerable<string> roles) => roles.Any(OverrideAccess.Roles.Contains);
}
