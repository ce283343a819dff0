using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;

namespace Cypp.Index.Domain;

/// <summary>
/// Break-glass (AZ-3): one person may look at one child for an hour, with a reason; somebody else reviews it in five
/// working days, else it is told to a senior manager.
/// </summary>
internal sealed class AccessOverride
{
    public const int PerDay = 5;
    private const int ReviewInWorkingDays = 5;

    /// <summary>What the token calls a sign-in with two factors (acr).</summary>
    public const string TwoFactors = "aal2";

    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(60);

    /// <summary>How lately the person must have shown who they are (AAL2, ID-8).</summary>
    public static readonly TimeSpan FreshSignIn = TimeSpan.FromMinutes(15);

    public required Guid Id { get; init; }
    public required Guid ChildId { get; init; }
    public required Guid AgencyId { get; init; }
    public required Guid PractitionerId { get; init; }

    /// <summary>See <see cref="OverrideCodes.Categories"/>.</summary>
    public required string Category { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset Until { get; init; }
    public required DateOnly ReviewDueOn { get; init; }
    public Guid? ReviewedBy { get; private set; }
    public DateTimeOffset? ReviewedAt { get; private set; }

    /// <summary>See <see cref="OverrideCodes.Outcomes"/>.</summary>
    public string? Outcome { get; private set; }
    public bool Escalated { get; private set; }

    public static AccessOverride Begin(Guid childId, Guid agencyId, Guid practitionerId, string category, string reason, DateTimeOffset now, DateOnly today) => new()
    {
        Id = Guid.CreateVersion7(now),
        ChildId = childId,
        AgencyId = agencyId,
        PractitionerId = practitionerId,
        Category = category,
        Reason = reason,
        From = now,
        Until = now + Lasts,
        ReviewDueOn = WorkingDays.After(today, ReviewInWorkingDays),
    };

    public Error? Review(Guid practitionerId, string outcome, DateTimeOffset now)
    {
        if (Outcome is not null || practitionerId == PractitionerId)
        {
            return Outcome is not null ? OverrideErrors.Reviewed : ChildErrors.SecondPersonNeeded;
        }

        (ReviewedBy, ReviewedAt, Outcome) = (practitionerId, now, outcome);
        return null;
    }

    /// <summary>Once: the review is overdue.</summary>
    public void Escalate() => Escalated = true;
}
