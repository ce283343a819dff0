using Cypp.ServiceKit.Errors;

namespace Cypp.Identity.Domain;

/// <summary>
/// What one administrator proposes for a person, or for an agency, and is in force once another approves it (AZ-5): a role
/// that takes two people, or the right to override.
/// </summary>
internal sealed class Grant
{
    /// <summary>May break the glass (AZ-3), in a role that is let in there.</summary>
    public const string MayOverride = "may-override";

    public required Guid Id { get; init; }
    public required Guid AgencyId { get; init; }

    /// <summary>Null: the agency itself.</summary>
    public Guid? PractitionerId { get; init; }

    /// <summary>A role, or <see cref="MayOverride"/>.</summary>
    public required string Right { get; init; }
    public required Guid ProposedBy { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }
    public Guid? ApprovedBy { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public Error? Approve(Guid practitionerId, DateTimeOffset now)
    {
        var error = ApprovedAt is not null || EndedAt is not null ? GrantErrors.Decided
            : practitionerId == ProposedBy ? GrantErrors.SecondPersonNeeded
            : practitionerId == PractitionerId ? GrantErrors.ToOneself
            : null;
        if (error is null)
        {
            (ApprovedBy, ApprovedAt) = (practitionerId, now);
        }

        return error;
    }

    public Error? End(DateTimeOffset now)
    {
        // An approved role is the holder's own by now.
        if (EndedAt is not null || (ApprovedAt is not null && Right != MayOverride))
        {
            return GrantErrors.Decided;
        }

        EndedAt = now;
        return null;
    }
}
