using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class RecordConference
{
    /// <param name="Outcome">initial: protection-plan, child-in-need-plan, no-plan; review: continue-plan, end-plan, child-in-need-plan.</param>
    /// <param name="CategoryOfAbuse">NEG, PHY, SAB, EMO or MUL; for a protection plan.</param>
    /// <param name="CoreGroup">For a protection plan.</param>
    public sealed record OutcomeBody(
        Guid ChildId,
        [property: Required, StringLength(20)] string Outcome,
        [property: Required, StringLength(Assessment.TextLength, MinimumLength = 1)] string Detail,
        [property: StringLength(3)] string? CategoryOfAbuse = null,
        [property: StringLength(ChildsVoice.Length)] string? ChildWords = null,
        [property: StringLength(ChildsVoice.Length)] string? ReasonNotHeard = null,
        [property: MaxLength(50)] IReadOnlyList<MemberBody>? CoreGroup = null)
    {
        internal ConferenceOutcome ToDomain() => new(
            ChildId, Outcome, CategoryOfAbuse, new ChildsVoice(ChildWords, ReasonNotHeard),
            CoreGroup?.Select(member => member.ToDomain()).Distinct().ToList(), Detail);
    }

    public sealed record Request(
        DateOnly HeldOn,
        [property: Required, MinLength(1), MaxLength(100)] IReadOnlyList<AttendeeBody> Attendees,
        [property: Required, MinLength(1), MaxLength(20)] IReadOnlyList<OutcomeBody> Outcomes,
        [property: StringLength(Assessment.TextLength)] string? FamilysPart = null,
        [property: StringLength(Assessment.TextLength)] string? LateReason = null);

    /// <param name="PlanId">The child's open plan after the conference, if any.</param>
    public sealed record ChildPlan(Guid ChildId, Guid? PlanId, DateOnly? FirstCoreGroupDueOn, DateOnly? ReviewDueOn);

    public sealed record Response(Guid ConferenceId, IReadOnlyList<ChildPlan> Plans);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/conferences/{conferenceId:guid}/record", HandleAsync)
        .Requires(Policies.RecordConference)
        .WithSummary("The chair records the conference: plans begin, go on or end by it.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid conferenceId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock,
        ConferenceDecisions decisions, HttpResponse response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var conference = await db.ConferenceAsync(practitioner, conferenceId, now, cancellationToken);
        if (conference is null || conference.ChairId != practitioner.PractitionerId)
        {
            return new NotFoundError().ToProblem();
        }

        var ids = conference.Children.Select(child => child.ReferralId).ToList();
        var referrals = await db.Referrals.Where(one => ids.Contains(one.Id)).ToListAsync(cancellationToken);
        var outcomes = request.Outcomes.Select(outcome => outcome.ToDomain()).ToList();
        var error = ifMatch.Fails(conference)
            ?? await ChairIndependence.IsBrokenAsync(db, practitioner.PractitionerId, referrals, cancellationToken)
            ?? referrals.Select(referral => referral.Work()).FirstOrDefault(one => one is not null)
            ?? conference.Record(
                practitioner.PractitionerId, request.HeldOn, clock.Today, [.. request.Attendees.Select(attendee => attendee.ToDomain()).Distinct()],
                request.FamilysPart ?? "", request.LateReason, outcomes)
            ?? await decisions.ApplyAsync(conference, outcomes, practitioner, cancellationToken);
        if (error is not null)
        {
            return error.ToProblem();
        }

        foreach (var child in conference.Children)
        {
            db.Audit(practitioner, Policies.RecordConference, "conference", conference.Id, child.ChildId);
        }

        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(conference);
        return TypedResults.Ok(new Response(conference.Id, [.. await PlansAsync(db, conference, cancellationToken)]));
    }

    private static async Task<List<ChildPlan>> PlansAsync(SafeguardingDb db, Conference conference, CancellationToken cancellationToken)
    {
        var ids = conference.Children.Select(child => child.ChildId).ToList();
        var plans = await db.Set<Plan>().Where(plan => ids.Contains(plan.ChildId) && plan.EndedOn == null).ToListAsync(cancellationToken);
        return [.. ids.Select(id => (Id: id, Plan: plans.SingleOrDefault(plan => plan.ChildId == id)))
            .Select(child => new ChildPlan(child.Id, child.Plan?.Id, child.Plan?.FirstCoreGroupDueOn, child.Plan?.ReviewDueOn))];
    }
}
