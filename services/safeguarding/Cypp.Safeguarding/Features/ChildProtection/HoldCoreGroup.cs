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

internal static class HoldCoreGroup
{
    public sealed record Request(
        DateOnly HeldOn,
        [property: Required, StringLength(Assessment.TextLength, MinimumLength = 1)] string Notes,
        [property: StringLength(ChildsVoice.Length)] string? ChildWords = null,
        [property: StringLength(ChildsVoice.Length)] string? ReasonNotHeard = null,
        [property: StringLength(Assessment.TextLength)] string? FamilysPart = null);

    /// <param name="Late">The first meeting came more than 10 working days after the conference.</param>
    public sealed record Response(Guid MeetingId, bool Late);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/plans/{planId:guid}/core-group-meetings", HandleAsync)
        .Requires(Policies.HoldCoreGroup)
        .WithSummary("Record a meeting of the core group; the first within 10 working days of the conference.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid planId, Request request, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = db.ReferralsWorkedOnBy(practitioner, now);
        if (await db.Set<Plan>().SingleOrDefaultAsync(
            one => one.Id == planId && one.Type == PlanTypes.ChildProtection && known.Contains(one.ReferralId), cancellationToken) is not { } plan)
        {
            return new NotFoundError().ToProblem();
        }

        var voice = new ChildsVoice(request.ChildWords, request.ReasonNotHeard);
        if (CoreGroupMeeting.CannotBeHeld(plan, request.HeldOn, clock.Today, voice, request.FamilysPart ?? "") is { } error)
        {
            return error.ToProblem();
        }

        var first = !await db.Set<CoreGroupMeeting>().AnyAsync(one => one.PlanId == planId, cancellationToken);
        var meeting = CoreGroupMeeting.Hold(plan, first, request.HeldOn, request.Notes, request.FamilysPart!, voice, now);
        db.Add(meeting);
        db.Audit(practitioner, Policies.HoldCoreGroup, "core-group-meeting", meeting.Id, plan.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/safeguarding/v1/children/{plan.ChildId}/plan", new Response(meeting.Id, meeting.IsLate));
    }
}
