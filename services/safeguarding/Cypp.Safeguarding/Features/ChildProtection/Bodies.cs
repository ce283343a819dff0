using System.ComponentModel.DataAnnotations;
using Cypp.Safeguarding.Domain.ChildProtection;

namespace Cypp.Safeguarding.Features.ChildProtection;

/// <summary>Who was at a meeting. Sector: social-care, police, health, education or other.</summary>
internal sealed record AttendeeBody(
    Guid AgencyId, [property: Required, StringLength(20)] string Sector, Guid? PractitionerId = null)
{
    public Attendee ToDomain() => new(AgencyId, PractitionerId, Sector);
}

/// <summary>A person, or whoever the agency sends when no person is named.</summary>
internal sealed record MemberBody(Guid AgencyId, Guid? PractitionerId = null)
{
    public CoreGroupMember ToDomain() => new(AgencyId, PractitionerId);
}

/// <param name="Factor">Code of the children in need census, 1A to 24A.</param>
internal sealed record AdultFactorBody(Guid AdultId, [property: Required, StringLength(4)] string Factor)
{
    public AssessmentFactor ToDomain() => new(AdultId, Factor);
}
