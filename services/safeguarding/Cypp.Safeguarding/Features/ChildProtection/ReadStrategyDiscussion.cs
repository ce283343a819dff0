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

internal static class ReadStrategyDiscussion
{
    public sealed record Response(
        Guid StrategyDiscussionId, Guid ReferralId, Guid ChildId, DateTimeOffset HeldAt, IReadOnlyList<AttendeeBody> Attendees,
        bool ReasonableCause, string Decision);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/strategy-discussions/{discussionId:guid}", HandleAsync)
        .Requires(Policies.ReadStrategyDiscussion)
        .WithSummary("A strategy discussion, for those who took part while its enquiry lasts.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid discussionId, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var known = db.SourcesKnownTo(practitioner, clock.GetUtcNow(), RelationshipKinds.StrategyDiscussion);
        if (await db.Set<StrategyDiscussion>().SingleOrDefaultAsync(
            one => one.Id == discussionId && known.Contains(one.Id), cancellationToken) is not { } discussion)
        {
            return new NotFoundError().ToProblem();
        }

        db.Audit(practitioner, Policies.ReadStrategyDiscussion, "strategy-discussion", discussion.Id, discussion.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(discussion);
        return TypedResults.Ok(new Response(
            discussion.Id, discussion.ReferralId, discussion.ChildId, discussion.HeldAt,
            [.. discussion.Attendees.Select(one => new AttendeeBody(one.AgencyId, one.Sector, one.PractitionerId))],
            discussion.ReasonableCause, discussion.Decision));
    }
}
