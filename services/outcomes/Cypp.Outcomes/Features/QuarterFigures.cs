using Cypp.Outcomes.Data;
using Cypp.Outcomes.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Outcomes.Features;

/// <summary>Loads the facts of a quarter and lets the domain make its figures.</summary>
internal static class QuarterFigures
{
    public static async Task<IReadOnlyList<PublishedIndicator>> MakeAsync(
        OutcomesDb db, Quarter quarter, IReadOnlyList<PublishedIndicator> before, CancellationToken cancellationToken)
    {
        var homes = await db.Residences.AsNoTracking().ToDictionaryAsync(one => one.ChildId, one => one.Cluster, cancellationToken);
        var clusters = homes.Values.Distinct().Order(StringComparer.Ordinal).ToList();
        var spans = await db.Spans.AsNoTracking().Where(span => span.From <= quarter.End).ToListAsync(cancellationToken);
        var assessed = await db.Assessments.AsNoTracking()
            .Where(one => one.CompletedOn >= quarter.Start && one.CompletedOn <= quarter.End).Select(one => one.ChildId).ToListAsync(cancellationToken);
        return
        [
            Count("protection-plans", OpenAtEnd(SpanKinds.ProtectionPlan)),
            await PercentAsync("attendance-primary", "primary"),
            await PercentAsync("attendance-secondary", "secondary"),
            Count("early-help-open", OpenAtEnd(SpanKinds.EarlyHelp)),
            Count("early-help-opened", spans.Where(span => span is { Kind: SpanKinds.EarlyHelp, IsNew: true } && quarter.Contains(span.From)).Select(span => span.ChildId)),
            Count("early-help-assessments", assessed),
        ];

        IEnumerable<Guid> OpenAtEnd(string kind) => spans.Where(span => span.Kind == kind && span.IsOpenOn(quarter.End)).Select(span => span.ChildId);

        PublishedIndicator Count(string code, IEnumerable<Guid> children) => Figures.Count(
            code, clusters, children.Distinct().Where(homes.ContainsKey).Select(child => homes[child]), before.SingleOrDefault(one => one.Code == code));

        async Task<PublishedIndicator> PercentAsync(string code, string phase)
        {
            var year = quarter.AcademicYear;
            var rows = await db.Attendance.AsNoTracking()
                .Where(one => one.AcademicYear == year && one.Phase == phase && one.AsOf <= quarter.End).ToListAsync(cancellationToken);
            var latest = rows.GroupBy(one => (one.ChildId, one.SchoolAgencyId)).Select(group => group.MaxBy(one => one.AsOf)!);
            return Figures.Percent(code, clusters, [.. latest.Where(one => homes.ContainsKey(one.ChildId)).GroupBy(one => one.ChildId)
                .Select(pupil => (homes[pupil.Key], pupil.Sum(one => one.PossibleSessions), pupil.Sum(one => one.AttendedSessions)))]);
        }
    }
}
