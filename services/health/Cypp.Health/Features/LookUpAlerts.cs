using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Contracts.Health;
using Cypp.Contracts.Identifiers;
using Cypp.Health.Data;
using Cypp.Health.Domain;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Health.Features;

/// <summary>
/// A POST, so that the NHS number stays out of addresses. It has an effect (social work is told), so it takes an
/// Idempotency-Key: a retried look-up tells once.
/// </summary>
internal static class LookUpAlerts
{
    /// <param name="NhsNumber">Ten digits, spaces allowed, modulus 11.</param>
    public sealed record Request([property: Required, StringLength(20)] string NhsNumber);

    /// <param name="Alerts">Open plans first, then the newest. Empty: no plan is known here, which is not "no".</param>
    public sealed record Response(IReadOnlyList<Alert> Alerts, Coverage Coverage);

    /// <param name="PlanType">child-protection.</param>
    /// <param name="CpisCode">The same in CP-IS's codes: CPPI.</param>
    /// <param name="EndedOn">Shown for twelve months after the plan's end.</param>
    public sealed record Alert(
        string PlanType, string CpisCode, DateOnly StartedOn, DateOnly? EndedOn, string OfficePhone, string OutOfHoursPhone);

    /// <summary>What the answer rests on, the same for every child: absence is not evidence.</summary>
    /// <param name="AsOf">When the last change taken in here happened; null while nothing was.</param>
    /// <param name="CpisCodes">The plan types that this service knows.</param>
    public sealed record Coverage(DateTimeOffset? AsOf, IReadOnlyList<string> CpisCodes, int MonthsAfterEnd);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/alerts/lookup", HandleAsync)
        .Requires(Policies.LookUpAlerts)
        .WithSummary("Look up by NHS number whether a child has, or in the last twelve months had, a child protection plan.");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, HealthDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        if (!NhsNumber.TryParse(request.NhsNumber, out var number))
        {
            return HealthErrors.NhsNumberInvalid.ToProblem();
        }

        // One statement whether or not the child is known, so that the two answers take the same time.
        var known = await db.Children.Where(child => child.NhsNumber == number.Value)
            .SelectMany(child => db.Plans.Where(plan => plan.ChildId == child.ChildId).DefaultIfEmpty(), (child, plan) => new { child.ChildId, Plan = plan })
            .ToListAsync(cancellationToken);
        var today = clock.Today;
        var shown = known.Select(row => row.Plan).OfType<ProtectionPlan>().Where(plan => plan.IsShownOn(today))
            .OrderBy(plan => plan.EndedOn is not null).ThenByDescending(plan => plan.StartedOn).ThenBy(plan => plan.PlanId)
            .ToList();
        var childId = known.Count == 0 ? (Guid?)null : known[0].ChildId;
        db.Audit(practitioner, Policies.LookUpAlerts, "alert", shown.FirstOrDefault()?.PlanId, childId);
        if (shown is [var newest, ..])
        {
            db.Publish(
                new AlertViewed(
                    Guid.CreateVersion7(clock.GetUtcNow()), newest.ChildId, newest.PlanId,
                    practitioner.AgencyId, practitioner.PractitionerId, clock.GetUtcNow()),
                key: newest.ChildId, sourceAgencyId: practitioner.AgencyId);
        }

        var coverage = new Coverage(await LastChangeAsync(db, cancellationToken), [ProtectionPlan.CpisCode], ProtectionPlan.MonthsShownAfterEnd);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. shown.Select(Show)], coverage));
    }

    private static async Task<DateTimeOffset?> LastChangeAsync(HealthDb db, CancellationToken cancellationToken)
    {
        var plan = await db.Plans.OrderByDescending(row => row.AsOf).Select(row => (DateTimeOffset?)row.AsOf).FirstOrDefaultAsync(cancellationToken);
        var child = await db.Children.OrderByDescending(row => row.AsOf).Select(row => (DateTimeOffset?)row.AsOf).FirstOrDefaultAsync(cancellationToken);
        return plan > child || child is null ? plan : child;
    }

    private static Alert Show(ProtectionPlan plan) => new(
        ProtectionPlan.PlanType, ProtectionPlan.CpisCode, plan.StartedOn, plan.EndedOn, plan.OfficePhone, plan.OutOfHoursPhone);
}
