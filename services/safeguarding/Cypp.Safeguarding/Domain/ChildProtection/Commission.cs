using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;

namespace Cypp.Safeguarding.Domain.ChildProtection;

/// <summary>A dated commission: one named auditor of the LSCB reads one sampled case, masked.</summary>
internal sealed class Commission
{
    public const int LongestMonths = 3;

    public required Guid Id { get; init; }
    public required Guid ReferralId { get; init; }
    public required Guid ChildId { get; init; }
    public required Guid AuditorId { get; init; }
    public required Guid CommissionedBy { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required string Reason { get; init; }

    public DateTimeOffset Begins => BusinessClock.MomentOf(From, TimeOnly.MinValue);

    /// <summary>The end of its last day.</summary>
    public DateTimeOffset Ends => BusinessClock.MomentOf(To.AddDays(1), TimeOnly.MinValue);

    public bool Covers(DateTimeOffset moment) => Begins <= moment && moment < Ends;

    public static Error? CannotBeGiven(Guid auditorId, Guid commissionedBy, DateOnly from, DateOnly to, DateOnly today) =>
        to < from || to < today || to > from.AddMonths(LongestMonths) ? ProtectionErrors.CommissionDatesImpossible
        : auditorId == commissionedBy ? ProtectionErrors.CommissionNeedsSecondPerson : null;
}
