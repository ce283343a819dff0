using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.Identity.Domain;

/// <summary>A person of an agency who signs in here: the roles that the person holds, and until when.</summary>
internal sealed class Practitioner : Aggregate
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public Guid AgencyId { get; private init; }
    public List<string> Roles { get; private set; } = [];

    /// <summary>Last day of the contract; every right ends with it.</summary>
    public DateOnly ContractEndsOn { get; private set; }

    /// <summary>Midnight in Leeds after the last day.</summary>
    public DateTimeOffset RightsEnd
    {
        get
        {
            var midnight = ContractEndsOn.AddDays(1).ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, London.GetUtcOffset(midnight));
        }
    }

    public static Practitioner Of(Agency agency, Guid id) => new() { Id = id, AgencyId = agency.Id };

    /// <param name="roles">Some of the agency's, which are of its type (access-matrix.json).</param>
    public Error? Describe(Agency agency, IReadOnlyCollection<string> roles, DateOnly contractEndsOn, DateTimeOffset now)
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

        Touch();
        return null;
    }

    /// <returns>The roles among which the person may choose now; none once the contract has ended.</returns>
    public IReadOnlyList<string> RolesIn(Agency agency, DateTimeOffset now) =>
        agency.Id == AgencyId && now < RightsEnd ? [.. Roles.Where(agency.MayActAs)] : [];
}
