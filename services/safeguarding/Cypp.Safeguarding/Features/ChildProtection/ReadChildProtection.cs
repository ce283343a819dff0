using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.ChildProtection;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.ChildProtection;

internal static class ReadChildProtection
{
    /// <param name="FamilyGroupConferenceOwed">An emergency power did not wait for it, and it has not been offered and held since.</param>
    public sealed record Response(
        Guid ReferralId, Guid ChildId, bool FamilyGroupConferenceOwed, DateOnly AssessmentDueOn, Assessed? Assessment, IReadOnlyList<Discussed> StrategyDiscussions,
        IReadOnlyList<Enquired> Enquiries, IReadOnlyList<Guid> ConferenceIds, IReadOnlyList<Guid> FamilyGroupConferenceIds,
        IReadOnlyList<Stepped> LegalSteps, IReadOnlyList<SteppedDown> StepDowns);

    public sealed record Assessed(
        DateOnly CompletedOn, bool Late, string Analysis, string FamilysPart, string? ChildWords, string? ReasonNotHeard,
        IReadOnlyList<AdultFactorBody> AdultFactors);

    public sealed record Discussed(Guid StrategyDiscussionId, DateTimeOffset HeldAt, bool ReasonableCause, string Decision);

    public sealed record Enquired(
        Guid Section47Id, DateOnly StartedOn, DateOnly ConferenceDueOn, DateOnly? EndedOn, bool? Substantiated, bool? ConferenceNeeded, string? Reason);

    public sealed record Stepped(
        Guid LegalStepId, string Kind, DateTimeOffset RecordedAt, string Reason, string? FamilysPlanAnswer, bool FamilyGroupConferenceOwed);

    public sealed record SteppedDown(Guid StepDownId, string Status, DateTimeOffset ProposedAt, string? DeclineReason);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/referrals/{referralId:guid}/child-protection", HandleAsync)
        .Requires(Policies.ReadChildProtection)
        .WithSummary("What was done on a referral: assessment, discussions, enquiries, conferences, legal steps.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid referralId, CurrentPractitioner practitioner, SafeguardingDb db, BusinessClock clock, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (await db.ReferralsKnownTo(practitioner, clock.GetUtcNow())
            .SingleOrDefaultAsync(one => one.Id == referralId, cancellationToken) is not { } referral)
        {
            return new NotFoundError().ToProblem();
        }

        var assessment = await db.Set<Assessment>().SingleOrDefaultAsync(one => one.ReferralId == referralId, cancellationToken);
        var discussions = db.Set<StrategyDiscussion>().Where(one => one.ReferralId == referralId).OrderBy(one => one.Id)
            .Select(one => new Discussed(one.Id, one.HeldAt, one.ReasonableCause, one.Decision));
        var enquiries = db.Set<Section47Enquiry>().Where(one => one.ReferralId == referralId).OrderBy(one => one.Id)
            .Select(one => new Enquired(one.Id, one.StartedOn, one.ConferenceDueOn, one.EndedOn, one.Substantiated, one.ConferenceNeeded, one.Reason));
        var conferences = db.Set<Conference>().Where(one => one.Children.Any(child => child.ReferralId == referralId)).OrderBy(one => one.Id).Select(one => one.Id);
        var offered = db.Set<FamilyGroupConference>().Where(one => one.ReferralId == referralId).OrderBy(one => one.Id).Select(one => one.Id);
        var steps = db.Set<LegalStep>().Where(one => one.ReferralId == referralId).OrderBy(one => one.Id)
            .Select(one => new Stepped(one.Id, one.Kind, one.RecordedAt, one.Reason, one.FamilysPlanAnswer, one.FamilyGroupConferenceOwed));
        var stepDowns = db.Set<StepDown>().Where(one => one.ReferralId == referralId).OrderBy(one => one.Id)
            .Select(one => new SteppedDown(one.Id, one.Status, one.ProposedAt, one.DeclineReason));
        var shown = new Response(
            referralId, referral.ChildId, await FamilyGroupConferenceFacts.IsOwedAsync(db, referralId, referral.ChildId, cancellationToken),
            Assessment.DueAfter(BusinessClock.DayOf(referral.ReceivedAt)), assessment is null ? null : Show(assessment),
            await discussions.ToListAsync(cancellationToken), await enquiries.ToListAsync(cancellationToken),
            await conferences.ToListAsync(cancellationToken), await offered.ToListAsync(cancellationToken),
            await steps.ToListAsync(cancellationToken), await stepDowns.ToListAsync(cancellationToken));
        db.Audit(practitioner, Policies.ReadChildProtection, "referral", referralId, referral.ChildId);
        await db.SaveChangesAsync(cancellationToken);
        response.SetETag(referral);
        return TypedResults.Ok(shown);
    }

    private static Assessed Show(Assessment assessment) => new(
        assessment.CompletedOn, assessment.IsLate, assessment.Analysis, assessment.FamilysPart, assessment.Voice.Words,
        assessment.Voice.ReasonNotHeard, [.. assessment.AdultFactors.Select(one => new AdultFactorBody(one.AdultId, one.Factor))]);
}
