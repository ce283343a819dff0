using Cypp.Access;
using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.Identity.Domain;

/// <summary>A person of an agency who signs in here: the roles that the person holds, and until when.</summary>
internal sealed class Practitioner : Aggregate
{
    public Guid AgencyId { get; private init; }
    public List<string> Roles { get; private set; } = [];

    /// <summary>Last day of the contract; every right ends with it.</summary>
    public DateOnly ContractEndsOn { get; private set; }

    public DateTimeOffset RightsEnd => ContractEnd.Of(ContractEndsOn);

    public static Practitioner Of(Agency agency, Guid id) => new() { Id = id, AgencyId = agency.Id };

    /// <param name="roles">Some of the agency's, which are of its type (access-matrix.json).</param>
    /// <param name="toApprove">Those of the roles that a second person has yet to approve: the person has them then.</param>
    public Error? Describe(
        Agency agency, IReadOnlyCollection<string> roles, DateOnly contractEndsOn, DateTimeOffset now, IReadOnlyCollection<string>? toApprove = null)
    {
        var before = (Roles, ContractEndsOn);
        (Roles, ContractEndsOn) = ([.. roles.Distinct()], contractEndsOn);
        var error = Roles.Count == 0 || !Roles.TrueForAll(agency.MayActAs) ? PractitionerErrors.RoleNotOfAgency
            : RightsEnd <= now ? PractitionerErrors.ContractEnded
            : null;
        if (error is not null)
        {
            (Roles, ContractEndsOn) = before;
            return error;
        }

        Keep([.. Roles.Except(toApprove ?? [])]);
        return null;
    }

    /// <summary>A second person has approved it.</summary>
    /// <returns>That the agency has lost the role since.</returns>
    public Error? Take(Agency agency, string role)
    {
        if (!agency.MayActAs(role))
        {
            return GrantErrors.Impossible;
        }

        Keep([.. Roles.Append(role).Distinct()]);
        return null;
    }

    /// <summary>Without what took two people: whoever has the account from now on is not known to be the same.</summary>
    public void GiveBack() => Keep([.. Roles.Where(role => !AccessMatrix.NeedsSecondPerson(role))]);

    private void Keep(List<string> roles)
    {
        Roles = roles;
        Touch();
    }

    /// <returns>The roles among which the person may choose now; none once the contract has ended.</returns>
    public IReadOnlyList<string> RolesIn(Agency agency, DateTimeOffset now) =>
        agency.Id == AgencyId && now < RightsEnd ? [.. Roles.Where(agency.MayActAs)] : [];
}
