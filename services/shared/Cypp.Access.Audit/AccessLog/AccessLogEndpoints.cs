using System.Linq.Expressions;
using Cypp.Access.Restrictions;
using Cypp.Messaging;
using Cypp.ServiceKit.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Access.Audit.AccessLog;

/// <summary>
/// <c>/children/{id}/access-log</c> of a service: who looked at a child, as the data protection officer may release it
/// to one named requester. For the authority's own officer alone, and never self-service; each preparation is itself on record (security.md section 5).
/// </summary>
public static class AccessLogEndpoints
{
    private const int PageSize = 500;
    private static readonly Error RequesterUnknown = new InvalidError("requester-unknown", "The requester is child, or parent with adultId.", "requester");

    /// <param name="Entries">May be released to the requester; oldest first.</param>
    /// <param name="Withheld">For the officer alone: how many entries of this page must not be released, and why. That there are any is not to be told.</param>
    /// <param name="NotKnownHere">What was not looked at and must be before anything is released: hidden-location (agencies tell where a
    /// child is); adult-not-to-be-told where the service does not know the child's adults. The index knows both.</param>
    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Log(IReadOnlyList<Entry> Entries, IReadOnlyList<WithheldCount> Withheld, IReadOnlyList<string> NotKnownHere, Guid? Next);

    public sealed record Entry(Guid AgencyId, string Role, string Purpose, string Action, DateTimeOffset At);

    /// <param name="Code">adult-not-to-be-told: nothing may reach this adult; safeguarding; another-request.</param>
    public sealed record WithheldCount(string Code, int Count);

    /// <param name="adults">In a service that knows them.</param>
    public static void MapAccessLog<TDb>(this IEndpointRouteBuilder group, string service, AdultsOfChild<TDb>? adults = null)
        where TDb : ServiceDb
    {
        var policy = AccessMatrix.Of($"{service}_ReadAccessLog");
        group.MapGet(
            "/children/{childId:guid}/access-log",
            async (Guid childId, string requester, Guid? adultId, Guid? after, CurrentPractitioner practitioner, HttpContext http, CancellationToken cancellationToken) =>
            {
                var db = http.RequestServices.GetRequiredService<TDb>();
                var untold = await UntoldAsync(db, childId, adults, cancellationToken);
                return await HandleAsync(new(childId, requester, adultId, after), practitioner, db, untold, policy, cancellationToken);
            })
            .Requires(policy).WithSummary("Who looked at a child, as it may be released to the child or to one parent.");
    }

    private sealed record Question(Guid ChildId, string Requester, Guid? AdultId, Guid? After);

    private static async Task<Results<Ok<Log>, ProblemHttpResult>> HandleAsync(
        Question question, CurrentPractitioner practitioner, ServiceDb db, IReadOnlySet<Guid>? untold, Policy policy, CancellationToken cancellationToken)
    {
        if ((question.Requester, question.AdultId) is not (("child", null) or ("parent", not null)))
        {
            return RequesterUnknown.ToProblem();
        }

        var (childId, after) = (question.ChildId, question.After);
        // Of whom is sealed to the officer, or the officer's kin, nobody looked: an entry would tell that there is somebody.
        var rows = await db.Set<AuditRow>().AsNoTracking().Where(row => row.ChildId == childId && (after == null || row.Id > after))
            .Where((Expression<Func<AuditRow, bool>>)RestrictionFilter.Shown(db, typeof(AuditRow), nameof(AuditRow.ChildId)))
            .OrderBy(row => row.Id).Take(PageSize).ToListAsync(cancellationToken);
        var judged = rows.ToLookup(row => ReleaseRules.Withholds(new(question.AdultId), row, untold));
        db.Audit(practitioner, policy, "access-log", question.AdultId, childId, detail: question.Requester);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Log(
            [.. judged[null].Select(row => new Entry(row.AgencyId, row.Role, row.Purpose, row.Action, row.At))],
            [.. judged.Where(group => group.Key is not null).Select(group => new WithheldCount(group.Key!, group.Count())).OrderBy(one => one.Code, StringComparer.Ordinal)],
            untold is null ? [ReleaseRules.AdultNotToBeTold, ReleaseRules.HiddenLocation] : [ReleaseRules.HiddenLocation],
            rows.Count == PageSize ? rows[^1].Id : null));
    }

    // Nobody known around a child is not the same as nobody to fear: the index may not have told yet.
    private static async Task<IReadOnlySet<Guid>?> UntoldAsync<TDb>(
        TDb db, Guid childId, AdultsOfChild<TDb>? adults, CancellationToken cancellationToken) where TDb : ServiceDb
    {
        if (adults is null)
        {
            return null;
        }

        var untold = await adults.NotToBeTold(db, childId).ToListAsync(cancellationToken);
        return untold.Count > 0 || await adults.Related(db, childId).AnyAsync(cancellationToken) ? untold.ToHashSet() : null;
    }
}
