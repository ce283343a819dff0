namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>Who is asked to a conference: an adult of the family who may be told, or an agency or one of its people.</summary>
internal sealed class ConferenceInvitation
{
    public required Guid Id { get; init; }
    public required Guid ConferenceId { get; init; }
    public Guid? AdultId { get; init; }
    public Guid? AgencyId { get; init; }
    public Guid? PractitionerId { get; init; }
    public required DateTimeOffset InvitedAt { get; init; }
}
