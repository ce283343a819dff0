using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.FrontDoor;

/// <summary>A domestic-abuse incident that the police attended, with every child of either adult, present or not.</summary>
internal sealed class PoliceIncident
{
    public const int ReferenceLength = 50;
    public const int PlaceLength = 200;
    public const int NarrativeLength = 4000;

    public required Guid Id { get; init; }
    public required Guid PoliceAgencyId { get; init; }
    public required string PoliceReference { get; init; }
    public required DateTimeOffset IncidentAt { get; init; }

    /// <summary>Kind of place; it goes to schools, so no address.</summary>
    public required string Place { get; init; }
    public required string Circumstances { get; init; }

    /// <summary>How to reach the adult who was harmed without the other knowing. It never leaves safeguarding.</summary>
    public required string SafeContact { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    public static Error? IsAhead(DateTimeOffset incidentAt, DateTimeOffset now) => incidentAt > now ? ContactErrors.IncidentAhead : null;
}

/// <summary>One child's part of an incident: what the notice to that child's setting says.</summary>
internal sealed class IncidentChild
{
    /// <summary>Id of the notice.</summary>
    public required Guid Id { get; init; }
    public required Guid IncidentId { get; init; }
    public required Guid ContactId { get; init; }
    public required bool Present { get; init; }
    public required string? Voice { get; init; }
}
