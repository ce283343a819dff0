using Cypp.Access;

namespace Cypp.Testing;

/// <summary>Someone who acts in a test: a person of an agency in a role.</summary>
public sealed record TestPractitioner(string Role, Guid AgencyId, string AgencyType, Guid PractitionerId, string? Cluster = null)
{
    /// <summary>When the person signed in with two factors; null: the agency's system says who acts.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>The session in which the person signed in.</summary>
    public string? SessionId { get; init; }

    /// <summary>Two people have granted that the person may break the glass.</summary>
    public bool MayOverride { get; init; }

    /// <summary>A person of a new agency; in a role of the authority, of the authority's own.</summary>
    /// <param name="agencyType">One that may have the role, unless told.</param>
    public static TestPractitioner Of(string role, string? agencyType = null, string? cluster = null)
    {
        var (known, type) = (AccessMatrix.Roles[role], agencyType ?? AccessMatrix.Roles[role].AgencyTypes[0]);
        return new(role, known.OfAuthority ? AuthorityOf(type) : Guid.CreateVersion7(), type, Guid.CreateVersion7(), cluster);
    }

    private static Guid AuthorityOf(string agencyType) =>
        agencyType == "education-authority" ? ServiceUnderTest.EducationAgencyId : ServiceUnderTest.SocialWorkAgencyId;

    /// <summary>Another person of the same agency.</summary>
    public TestPractitioner Colleague(string? role = null) => this with { Role = role ?? Role, PractitionerId = Guid.CreateVersion7() };
}
