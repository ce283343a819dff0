using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

/// <summary>A version of what an organisation shares: proposed by one person, in force once a second approves it (AZ-5).</summary>
internal sealed class SharingAgreement
{
    public required Guid Id { get; init; }

    /// <summary>On this platform the agency's id; another custodian's may be any code.</summary>
    public required string OrgId { get; init; }
    public required string OrgName { get; init; }
    public required string OrgType { get; init; }
    public required string[] RecordTypes { get; init; }
    public required SharingPolicy Policy { get; init; }
    public required Guid AgencyId { get; init; }
    public required Guid ProposedBy { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }
    public Guid? ApprovedBy { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>Null: it is in force from its approval.</summary>
    public DateTimeOffset? ReplacedAt { get; private set; }

    /// <summary>The agency whose records it is about; null: an organisation that is none of this platform's.</summary>
    public Guid? SourceAgencyId => Guid.TryParse(OrgId, out var agency) ? agency : null;

    /// <summary>An organisation's id as it is kept and compared: an agency's in one spelling, any other as it is.</summary>
    public static string IdOf(string orgId) => Guid.TryParse(orgId, out var agency) ? agency.ToString() : orgId;

    /// <param name="inForce">The version that this one takes the place of.</param>
    public Error? Approve(Guid practitionerId, SharingAgreement? inForce, DateTimeOffset now)
    {
        if (ApprovedBy is not null)
        {
            return SharingErrors.Decided;
        }

        if (practitionerId == ProposedBy)
        {
            return ChildErrors.SecondPersonNeeded;
        }

        if (inForce is not null && inForce.Policy.Version >= Policy.Version)
        {
            return SharingErrors.Older;
        }

        inForce?.ReplacedAt = now;
        (ApprovedBy, ApprovedAt) = (practitionerId, now);
        return null;
    }
}
