using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Access.Relationships;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class ReadCommissionedCase
{
    /// <summary>
    /// The sampled case, masked: what was done, by when, with which parts of the partnership. No name, address, id of a
    /// person or agency, and nothing that anyone wrote or said.
    /// </summary>
    public sealed record Response(
        Guid CommissionId, string ReferralState, DateOnly ReceivedOn, DateOnly DecisionDueOn, DateOnly? DecidedOn, DateOnly? ClosedOn,
        string? ReasonForClosure, Assessed? Assessment, IReadOnlyList<Discussed> StrategyDiscussions, IReadOnlyList<Enquired> Enquiries,
        IReadOnlyList<Conferenced> Conferences, IReadOnlyList<Planned> Plans, IReadOnlyList<Offered> FamilyGroupConferences,
        IReadOnlyList<Stepped> LegalSteps);

    public sealed record Assessed(DateOnly DueOn, DateOnly CompletedOn, bool Late, bool ChildHeard, IReadOnlyList<string> Factors);

    public sealed record Discussed(DateOnly HeldOn, bool ReasonableCause, IReadOnlyList<string> Sectors);

    public sealed record Enquired(DateOnly StartedOn, DateOnly ConferenceDueOn, DateOnly? EndedOn, bool? Substantiated, bool? ConferenceNeeded);

    public sealed record Conferenced(
        string Kind, DateOnly DueOn, DateOnly? HeldOn, bool Late, string? Outcome, bool ChildHeard, IReadOnlyList<string> Sectors);

    public sealed record Planned(
        string PlanType, DateOnly StartedOn, DateOnly? EndedOn, DateOnly? ReviewDueOn, string? CategoryOfAbuse, bool ChildHeard, int CoreGroupMembers);

    public sealed record Offered(int Offers, int Accepted, DateOnly? HeldOn);

    public sealed record Stepped(string Kind, DateOnly RecordedOn, bool FamilyGroupConferenceOwed);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/commissions/{commissionId:guid}/case", HandleAsync)
        .Requires(Policies.ReadCommissionedCase)
        .WithSummary("The sampled case of your own commission, in its dates, masked and read only.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid commissionId, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var commission = await db.Set<Commission>().SingleOrDefaultAsync(
            one => one.Id == commissionId && one.AuditorId == practitioner.PractitionerId, cancellationToken);
        if (commission is null || !commission.Covers(now) || practitioner.AgencyType != "lscb")
        {
            return new NotFoundError().ToProblem();
        }

        await BeginAsync(db, commission, practitioner, cancellationToken);
        var shown = await MaskedCase.ReadAsync(db, commission, cancellationToken);
        db.Audit(practitioner, Policies.ReadCommissionedCase, "commission", commission.Id, commission.ChildId, sections: "masked");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }

    // The commission names a person; her agency is known when she first opens it. The relationship ends with the commission.
    private static async Task BeginAsync(
        SafeguardingDb db, Commission commission, CurrentPractitioner practitioner, CancellationToken cancellationToken)
    {
        if (!await db.Set<Relationship>().AnyAsync(
            one => one.SourceId == commission.Id && one.Kind == RelationshipKinds.Commission, cancellationToken))
        {
            var relationship = new Relationship
            {
                Id = Guid.CreateVersion7(commission.Begins),
                Kind = RelationshipKinds.Commission,
                ChildId = commission.ChildId,
                AgencyId = practitioner.AgencyId,
                PractitionerId = practitioner.PractitionerId,
                SourceId = commission.Id,
                From = commission.Begins,
            };
            relationship.End(commission.Ends);
            db.Add(relationship);
        }
    }
}
