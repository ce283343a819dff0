using System.ComponentModel.DataAnnotations;
using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Relationships;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class HoldStrategyDiscussion
{
    public sealed record Request(
        DateTimeOffset HeldAt,
        [property: Required, MinLength(1), MaxLength(100)] IReadOnlyList<AttendeeBody> Attendees,
        bool ReasonableCause,
        [property: Required, StringLength(Assessment.TextLength, MinimumLength = 1)] string Decision);

    /// <param name="Section47Id">The enquiry that it started; null when none was started or one was open already.</param>
    /// <param name="ConferenceDueOn">The last day for an initial conference.</param>
    public sealed record Response(Guid StrategyDiscussionId, Guid? Section47Id, DateOnly? ConferenceDueOn);

    public static void Map(RouteGroupBuilder group) => group
        .MapPost("/referrals/{referralId:guid}/strategy-discussions", HandleAsync)
        .Requires(Policies.HoldStrategyDiscussion)
        .WithSummary("Record a strategy discussion of social care, police and health at least; reasonable cause starts a section 47 enquiry.")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid referralId, Request request, IfMatch ifMatch, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (referral, error) = await db.ReferralToWorkOnAsync(practitioner, referralId, ifMatch, now, cancellationToken);
        if (referral is null)
        {
            return error!.ToProblem();
        }

        var attendees = request.Attendees.Select(attendee => attendee.ToDomain()).Distinct().ToList();
        if (StrategyDiscussion.CannotBeHeld(BusinessClock.DayOf(referral.ReceivedAt), request.HeldAt, clock.Today, attendees) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var discussion = StrategyDiscussion.Hold(
            referralId, referral.ChildId, request.HeldAt, attendees, request.ReasonableCause, request.Decision, now);
        db.Add(discussion);
        foreach (var attendee in attendees)
        {
            await db.BeginAsync(
                RelationshipKinds.StrategyDiscussion, referral.AgencyId, referral.ChildId, attendee.AgencyId, attendee.PractitionerId, discussion.Id, now, cancellationToken);
        }

        var enquiry = await db.Set<Section47Enquiry>()
            .SingleOrDefaultAsync(open => open.ReferralId == referralId && open.EndedOn == null, cancellationToken);
        var started = discussion.ReasonableCause && enquiry is null ? Section47Enquiry.Start(discussion, now) : null;
        if (started is not null)
        {
            db.Add(started);
        }

        db.Audit(practitioner, Policies.HoldStrategyDiscussion, "strategy-discussion", discussion.Id, referral.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(referral);
        return TypedResults.Created(
            $"/safeguarding/v1/strategy-discussions/{discussion.Id}",
            new Response(discussion.Id, started?.Id, (started ?? enquiry)?.ConferenceDueOn));
    }
}
