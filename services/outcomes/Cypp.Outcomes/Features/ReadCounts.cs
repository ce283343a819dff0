using Cypp.Access;
using Cypp.Access.Audit;
using Cypp.Outcomes.Data;
using Cypp.Outcomes.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Outcomes.Features;

/// <summary>Live counts for those responsible for the cases; a cluster manager sees the own cluster. Never published.</summary>
internal static class ReadCounts
{
    private static readonly string[] Publishers = ["early-help", "index", "safeguarding"];

    /// <param name="City">Null for readers of one cluster.</param>
    /// <param name="WithoutKnownCluster">Of the city's, those of whom the index has not told yet; null for readers of one cluster.</param>
    /// <param name="Coverage">What the counts are made of: what is not among it is not known here, which is not "none".</param>
    public sealed record Response(Counts? City, Counts? WithoutKnownCluster, IReadOnlyList<ClusterCounts> Clusters, IReadOnlyList<Heard> Coverage);

    public sealed record ClusterCounts(string Cluster, Counts Counts);

    /// <param name="Service">Whose messages the counts are made of.</param>
    /// <param name="At">When the last of them was taken in; null: none ever was.</param>
    public sealed record Heard(string Service, DateTimeOffset? At);

    /// <summary>Distinct children now.</summary>
    public sealed record Counts(int InEarlyHelp, int WithOpenReferral, int WithProtectionPlan, int WithChildInNeedPlan);

    public static void Map(RouteGroupBuilder group) => group
        .MapGet("/counts", HandleAsync)
        .Requires(Policies.ReadCounts)
        .WithSummary("Live counts for those responsible; not for publication.");

    private static async Task<Ok<Response>> HandleAsync(CurrentPractitioner practitioner, OutcomesDb db, CancellationToken cancellationToken)
    {
        var open = await (from span in db.Spans
                          where span.To == null
                          join residence in db.Residences.Where(one => one.IsLatest) on span.ChildId equals residence.ChildId into places
                          from place in places.DefaultIfEmpty()
                          select new { span.Kind, span.ChildId, Cluster = place == null ? Residence.NotKnown : place.Cluster }).ToListAsync(cancellationToken);
        var own = practitioner.Role == Roles.ClusterManager ? practitioner.Cluster ?? "" : null;
        var clusters = open.Where(one => own is null ? one.Cluster != Residence.NotKnown : one.Cluster == own)
            .GroupBy(one => one.Cluster).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ClusterCounts(group.Key, Count(group.Select(one => (one.Kind, one.ChildId)))));
        var coverage = await CoverageAsync(db, cancellationToken);
        var answer = own is null
            ? new Response(
                Count(open.Select(one => (one.Kind, one.ChildId))),
                Count(open.Where(one => one.Cluster == Residence.NotKnown).Select(one => (one.Kind, one.ChildId))), [.. clusters], coverage)
            : new Response(null, null, [.. clusters], coverage);
        db.Audit(practitioner, Policies.ReadCounts, "counts", null, null);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(answer);
    }

    private static async Task<List<Heard>> CoverageAsync(OutcomesDb db, CancellationToken cancellationToken)
    {
        var heard = new List<Heard>();
        foreach (var service in Publishers)
        {
            var prefix = service + ".";
            heard.Add(new(service, await db.Journal.Where(entry => entry.Type.StartsWith(prefix)).OrderByDescending(entry => entry.Number)
                .Select(entry => (DateTimeOffset?)entry.TakenInAt).FirstOrDefaultAsync(cancellationToken)));
        }

        return heard;
    }

    private static Counts Count(IEnumerable<(string Kind, Guid ChildId)> open)
    {
        var children = open.Distinct().CountBy(one => one.Kind).ToDictionary();
        return new(
            children.GetValueOrDefault(SpanKinds.EarlyHelp), children.GetValueOrDefault(SpanKinds.Referral),
            children.GetValueOrDefault(SpanKinds.ProtectionPlan), children.GetValueOrDefault(SpanKinds.ChildInNeedPlan));
    }
}
