using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>Who was at a meeting, and for which part of the partnership.</summary>
internal sealed record Attendee(Guid AgencyId, Guid? PractitionerId, string Sector);

/// <summary>A member of a core group: a person, or whoever an agency sends.</summary>
internal sealed record CoreGroupMember(Guid AgencyId, Guid? PractitionerId);

internal static class Sectors
{
    public const string SocialCare = "social-care";
    public const string Police = "police";
    public const string Health = "health";

    /// <summary>A strategy discussion has at least these (Working Together 2015, chapter 1).</summary>
    public static readonly IReadOnlyList<string> AtStrategyDiscussion = [SocialCare, Police, Health];

    public static readonly IReadOnlySet<string> All = new HashSet<string> { SocialCare, Police, Health, "education", "other" };

    public static Error? AreUnknown(IEnumerable<Attendee> attendees) =>
        attendees.All(attendee => All.Contains(attendee.Sector)) ? null : ProtectionErrors.UnknownCode("attendees");

    public static Error? LackOne(IEnumerable<Attendee> attendees, params IReadOnlyList<string> needed) =>
        needed.All(sector => attendees.Any(attendee => attendee.Sector == sector)) ? null : ProtectionErrors.SectorMissing;
}
