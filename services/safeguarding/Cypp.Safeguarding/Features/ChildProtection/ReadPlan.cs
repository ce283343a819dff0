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
using Microsoft.Extensions.Options;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class ReadPlan
{
    /// <summary>Roles that read the whole plan when they are in its core group; others of the same agency see the flag.</summary>
    private static readonly HashSet<string> CoreGroupRoles =
    [
        Roles.SchoolLead, Roles.LeadPractitioner, Roles.HealthVisitor, Roles.Police, Roles.SocialWorker, Roles.EducationSafeguardingLead,
    ];

    /// <summary>Only core-group members, the case's workers and the chair get <paramref name="Plan"/>; everybody else type, dates and whom to ring.</summary>
    public sealed record Response(
        string PlanType, DateOnly StartedOn, DateOnly? EndedOn, string OfficePhone, string OutOfHoursPhone, FullPlan? Plan = null);

    public sealed record FullPlan(
        Guid PlanId, Guid ReferralId, string Detail, string FamilysPart, string? ChildWords, string? ReasonNotHeard, string? CategoryOfAbuse,
        IReadOnlyList<MemberBody> CoreGroup, DateOnly? FirstCoreGroupDueOn, DateOnly? ReviewDueOn, string? EndReason);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/children/{childId:guid}/plan", HandleAsync)
        .Requires(Policies.ReadPlan)
        .WithSummary("A child's plan: whole for its core group; type, dates and telephones for others who know the child.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid childId, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock, IOptions<AuthorityOptions> authority,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = db.ChildrenKnownTo(practitioner, now);
        var plan = await db.Set<Plan>().Where(one => one.ChildId == childId && known.Contains(one.ChildId))
            .OrderBy(one => one.EndedOn != null).ThenByDescending(one => one.StartedOn).ThenByDescending(one => one.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (plan is null)
        {
            return new NotFoundError().ToProblem();
        }

        var whole = await MayReadWholeAsync(db, practitioner, plan, now, cancellationToken);
        db.Audit(practitioner, Policies.ReadPlan, "plan", plan.Id, childId, sections: whole ? "whole" : "flag");
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(plan);
        return TypedResults.Ok(new Response(
            plan.Type, plan.StartedOn, plan.EndedOn, authority.Value.OfficePhone, authority.Value.OutOfHoursPhone, whole ? Show(plan) : null));
    }

    private static async Task<bool> MayReadWholeAsync(
        SafeguardingDb db, CurrentPractitioner practitioner, Plan plan, DateTimeOffset now, CancellationToken cancellationToken) =>
        (Policies.WorkOnCase.Contains(practitioner.Role) && await db.ReferralsWorkedOnBy(practitioner, now).ContainsAsync(plan.ReferralId, cancellationToken))
        || (CoreGroupRoles.Contains(practitioner.Role) && plan.CoreGroup.Any(member => Sends(member, practitioner))
            && await db.SourcesKnownTo(practitioner, now, RelationshipKinds.CoreGroup).ContainsAsync(plan.Id, cancellationToken));

    // Naming the social work agency does not open the plan to every social worker in it: they read what they hold.
    private static bool Sends(CoreGroupMember member, CurrentPractitioner practitioner) => member.AgencyId == practitioner.AgencyId
        && (member.PractitionerId == practitioner.PractitionerId || (member.PractitionerId is null && practitioner.Role != Roles.SocialWorker));

    private static FullPlan Show(Plan plan) => new(
        plan.Id, plan.ReferralId, plan.Detail, plan.FamilysPart, plan.Voice.Words, plan.Voice.ReasonNotHeard, plan.CategoryOfAbuse,
        [.. plan.CoreGroup.Select(member => new MemberBody(member.AgencyId, member.PractitionerId))],
        plan.FirstCoreGroupDueOn, plan.ReviewDueOn, plan.EndReason);
}
