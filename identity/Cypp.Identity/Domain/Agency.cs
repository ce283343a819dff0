using Cypp.Access;
using Cypp.ServiceKit.Domain;
using Cypp.ServiceKit.Errors;

namespace Cypp.Identity.Domain;

/// <summary>A partner agency, and the roles in which its practitioners may act, on the agency's word.</summary>
internal sealed class Agency : Aggregate
{
    public const int NameLength = 200;
    public const int CodeLength = 100;

    /// <summary>The types for which the access matrix has a role.</summary>
    public static IReadOnlySet<string> Types => AccessMatrix.AgencyTypes;

    public string Name { get; private set; } = "";
    public string Type { get; private set; } = "";

    /// <summary>The cluster of schools and services that the agency serves; none for city-wide agencies.</summary>
    public string? Cluster { get; private set; }
    public List<string> Roles { get; private set; } = [];

    /// <summary>Last day of its contract with the partnership; with it end the rights of its clients and people. None: no end is agreed.</summary>
    public DateOnly? ContractEndsOn { get; private set; }

    public DateTimeOffset RightsEnd => ContractEndsOn is { } day ? ContractEnd.Of(day) : DateTimeOffset.MaxValue;

    public static Agency Register(Guid id) => new() { Id = id };

    /// <param name="toApprove">Those of the roles that a second person has yet to approve: the agency has them then.</param>
    public Error? Describe(
        string name, string type, string? cluster, IReadOnlyCollection<string> roles, DateOnly? contractEndsOn, DateTimeOffset now,
        IReadOnlyCollection<string>? toApprove = null)
    {
        var error = name.Trim().Length is 0 or > NameLength ? AgencyErrors.NameMissing
            : !Types.Contains(type) ? AgencyErrors.UnknownType
            : roles.Count == 0 || roles.Any(role => !AccessMatrix.Roles.ContainsKey(role)) ? AgencyErrors.UnknownRole
            : !roles.All(role => AccessMatrix.IsRoleOf(type, role)) ? AgencyErrors.RoleOfAnotherType
            : cluster is { Length: 0 or > CodeLength } ? AgencyErrors.ClusterImpossible
            : contractEndsOn is { } day && ContractEnd.Of(day) <= now ? PractitionerErrors.ContractEnded
            : null;
        if (error is null)
        {
            (Name, Type, Cluster, Roles, ContractEndsOn) = (name.Trim(), type, cluster, [.. roles.Distinct().Except(toApprove ?? [])], contractEndsOn);
            Touch();
        }

        return error;
    }

    /// <summary>A second person has approved it.</summary>
    public void Take(string role)
    {
        Roles = [.. Roles.Append(role).Distinct()];
        Touch();
    }

    public bool MayActAs(string? role) => role is not null && Roles.Contains(role);
}
