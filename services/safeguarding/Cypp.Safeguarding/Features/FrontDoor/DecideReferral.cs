using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Safeguarding.Domain.FrontDoor;
using Cypp.ServiceKit.Errors;
using Cypp.ServiceKit.Http;
using Cypp.ServiceKit.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Features.FrontDoor;

/// <summary>What a use case that moves a referral on needs, as handler parameters.</summary>
internal readonly record struct DecideReferral(
    CurrentPractitioner Practitioner, SafeguardingDb Db, BusinessClock Clock, IfMatch IfMatch, HttpResponse Response, CancellationToken CancellationToken)
{
    /// <summary>Loads a known referral, checks the version, applies the transition, then what follows; audits, saves and shows it.</summary>
    public async Task<Results<Ok<ShowReferral.View>, ProblemHttpResult>> ApplyAsync(
        Guid referralId, Policy policy, Func<Referral, Error?> transition, Func<Referral, Task> then)
    {
        var known = Db.ReferralsKnownTo(Practitioner, Clock.GetUtcNow());
        if (await known.SingleOrDefaultAsync(one => one.Id == referralId, CancellationToken) is not { } found)
        {
            return new NotFoundError().ToProblem();
        }

        if ((IfMatch.Fails(found) ?? transition(found)) is { } error)
        {
            return error.ToProblem();
        }

        await then(found);
        Db.Audit(Practitioner, policy, "referral", found.Id, found.ChildId);
        await Db.SaveChangesAsync(CancellationToken);
        Response.SetETag(found);
        return TypedResults.Ok(ShowReferral.To(found));
    }

    /// <summary>Tells the decision once, or once a step-up that joined, so that every early help case which waits hears it.</summary>
    public async Task PublishAsync(Referral referral, Func<Guid?, object> decided)
    {
        var child = await Db.KnownChildren.FindAsync([referral.ChildId], CancellationToken);
        var stepUps = await Db.StepUps.Where(stepUp => stepUp.ReferralId == referral.Id).OrderBy(stepUp => stepUp.Id)
            .Select(stepUp => (Guid?)stepUp.Id).ToListAsync(CancellationToken);
        foreach (var stepUpId in stepUps.DefaultIfEmpty())
        {
            Db.Publish(decided(stepUpId), referral.ChildId, Practitioner.AgencyId, child is null ? 0 : Intake.Level(child));
        }
    }
}
