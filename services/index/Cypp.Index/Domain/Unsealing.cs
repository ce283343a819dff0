using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

/// <summary>A proposal to unseal a child, which a second person approves (AZ-5).</summary>
internal sealed class Unsealing
{
    public required Guid Id { get; init; }
    public required Guid ChildId { get; init; }
    public required Guid AgencyId { get; init; }
    public required Guid ProposedBy { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }
    public Guid? ApprovedBy { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }

    public Error? Approve(Guid practitionerId, DateTimeOffset now)
    {
        if (practitionerId == ProposedBy || ApprovedBy is not null)
        {
            return ApprovedBy is not null ? ChildErrors.UnsealingDecided : ChildErrors.SecondPersonNeeded;
        }

        (ApprovedBy, ApprovedAt) = (practitionerId, now);
        return null;
    }
}
