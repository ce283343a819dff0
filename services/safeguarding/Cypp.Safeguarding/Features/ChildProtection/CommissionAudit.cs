using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class CommissionAudit
{
    /// <param name="From">First day on which the auditor may read.</param>
    /// <param name="To">Last day; at most three months later.</param>
    public sealed record Request(
        Guid ReferralId, Guid AuditorId, DateOnly From, DateOnly To,
        [property: Required, StringLength(Assessment.TextLength, MinimumLength = 1)] string Reason);

    public sealed record Response(Guid CommissionId);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/commissions", HandleAsync)
        .Requires(Policies.CommissionAudit)
        .WithSummary("Commission a named auditor of the LSCB to read one sampled case, masked, between two days.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // A sample is drawn from all cases of the senior's own agency, closed ones too.
        var sampled = await db.Referrals.SingleOrDefaultAsync(
            one => one.Id == request.ReferralId && one.AgencyId == practitioner.AgencyId, cancellationToken);
        if (sampled is null)
        {
            return new NotFoundError().ToProblem();
        }

        if (Commission.CannotBeGiven(request.AuditorId, practitioner.PractitionerId, request.From, request.To, clock.Today) is { } error)
        {
            return error.ToProblem();
        }

        var commission = new Commission
        {
            Id = Guid.CreateVersion7(now),
            ReferralId = sampled.Id,
            ChildId = sampled.ChildId,
            AuditorId = request.AuditorId,
            CommissionedBy = practitioner.PractitionerId,
            From = request.From,
            To = request.To,
            Reason = request.Reason,
        };
        db.Add(commission);
        db.Audit(practitioner, Policies.CommissionAudit, "commission", commission.Id, sampled.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/safeguarding/v1/commissions/{commission.Id}/case", new Response(commission.Id));
    }
}
