using Cypp.Access;

namespace Cypp.Testing;

/// <summary>Someone who acts in a test: a person of an agency in a role.</summary>
public sealed record TestPractitioner(string Role, Guid AgencyId, string AgencyType, Guid PractitionerId, string? Cluster = null)
{
    /// <summary>When the person signed in with two factors; null: the agency's system says who acts.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>The session in which the person signed in.</summary>
    public string? SessionId { get; init; }

    /// <summary>A person of a new agency.</summary>
    /// <param name="agencyType">One that may have the role, unless told.</param>
    public static TestPractitioner Of(string role, string? agencyType = null, string? cluster = null) =>
        new(role, Guid.CreateVersion7(), agencyType ?? AccessMatrix.Roles[role].AgencyTypes[0], Guid.CreateVersion7(), cluster);

    /// <summary>Another person of the same agency.</summary>
    public TestPractitioner Colleague(string? role = null) => this with { Role = role ?? Role, PractitionerId = Guid.CreateVersion7() };
}
