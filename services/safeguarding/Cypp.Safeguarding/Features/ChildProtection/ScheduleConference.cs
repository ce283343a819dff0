using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Relationships;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class ScheduleConference
{
    /// <param name="Kind">initial: within 15 working days of the strategy discussion; review: within 3 months, then 6.</param>
    /// <param name="ReferralIds">One for each child; siblings are conferenced together.</param>
    /// <param name="LateReason">Why it is later than the limit, when it is.</param>
    public sealed record Request(
        [property: Required, StringLength(20)] string Kind,
        [property: Required, MinLength(1), MaxLength(20)] IReadOnlyList<Guid> ReferralIds,
        DateOnly ScheduledFor,
        Guid ChairId,
        [property: StringLength(Assessment.TextLength)] string? LateReason = null);

    public sealed record Response(Guid ConferenceId, DateOnly DueOn, bool Late);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/conferences", HandleAsync)
        .Requires(Policies.ScheduleConference)
        .WithSummary("Schedule an initial or review child protection conference under an independent chair.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (request.Kind is not (ConferenceKinds.Initial or ConferenceKinds.Review))
        {
            return ProtectionErrors.UnknownCode("kind").ToProblem();
        }

        var (now, ids) = (clock.GetUtcNow(), request.ReferralIds.Distinct().ToList());
        var known = db.ReferralsWorkedOnBy(practitioner, now);
        var referrals = await db.Referrals.Where(one => ids.Contains(one.Id) && known.Contains(one.Id)).ToListAsync(cancellationToken);
        if (referrals.Count != ids.Count)
        {
            return new NotFoundError().ToProblem();
        }

        var (children, error) = await ChildrenAsync(db, request.Kind, referrals, cancellationToken);
        error ??= await ChairIndependence.IsBrokenAsync(db, request.ChairId, referrals, cancellationToken)
            ?? Conference.CannotBeScheduled(request.ScheduledFor, clock.Today, children.Min(child => child.DueOn), request.LateReason);
        if (error is not null)
        {
            return error.ToProblem();
        }

        var conference = Conference.Schedule(request.Kind, request.ScheduledFor, request.ChairId, request.LateReason, children, now);
        db.Add(conference);
        foreach (var child in children)
        {
            foreach (var sourceId in new[] { conference.Id, child.ReferralId })
            {
                await db.BeginAsync(
                    RelationshipKinds.Conference, practitioner.AgencyId, child.ChildId, practitioner.AgencyId, request.ChairId, sourceId, now, cancellationToken);
            }

            db.Audit(practitioner, Policies.ScheduleConference, "conference", conference.Id, child.ChildId);
        }

        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(conference);
        return TypedResults.Created(
            $"/safeguarding/v1/conferences/{conference.Id}",
            new Response(conference.Id, conference.DueOn, request.ScheduledFor > conference.DueOn));
    }

    private static async Task<(List<ConferenceChild> Children, Error? Error)> ChildrenAsync(
        SafeguardingDb db, string kind, List<Referral> referrals, CancellationToken cancellationToken)
    {
        var children = new List<ConferenceChild>();
        foreach (var referral in referrals)
        {
            if (referral.Work() is { } closed)
            {
                return (children, closed);
            }

            var plan = await db.OpenPlanAsync(referral.ChildId, cancellationToken);
            var (dueOn, error) = kind == ConferenceKinds.Review
                ? plan is { IsProtection: true } ? (plan.ReviewDueOn, null) : (null, ProtectionErrors.NoProtectionPlan)
                : plan is { IsProtection: true } ? (null, ProtectionErrors.ProtectionPlanOpen)
                : await InitialDueAsync(db, referral.Id, cancellationToken);
            if (error is not null)
            {
                return (children, error);
            }

            children.Add(new ConferenceChild { ReferralId = referral.Id, ChildId = referral.ChildId, DueOn = dueOn!.Value });
        }

        return (children, null);
    }

    private static async Task<(DateOnly? DueOn, Error? Error)> InitialDueAsync(
        SafeguardingDb db, Guid referralId, CancellationToken cancellationToken)
    {
        var dueOn = await db.Set<Section47Enquiry>().Where(one => one.ReferralId == referralId && one.ConferenceNeeded == true)
            .OrderByDescending(one => one.StartedOn).Select(one => (DateOnly?)one.ConferenceDueOn).FirstOrDefaultAsync(cancellationToken);
        return dueOn is null ? (null, ProtectionErrors.ConferenceNotDecided) : (dueOn, null);
    }
}
