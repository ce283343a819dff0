namespace Cypp.Testing;

/// <summary>Someone who acts in a test: a person of an agency in a role.</summary>
public sealed record TestPractitioner(string Role, Guid AgencyId, string AgencyType, Guid PractitionerId, string? Cluster = null)
{
    /// <summary>A person of a new agency.</summary>
    public static TestPractitioner Of(string role, string agencyType = "social-care", string? cluster = null) =>
        new(role, Guid.CreateVersion7(), agencyType, Guid.CreateVersion7(), cluster);

    /// <summary>Another person of the same agency.</summary>
    public TestPractitioner Colleague(string? role = null) => this with { Role = role ?? Role, PractitionerId = Guid.CreateVersion7() };
}
