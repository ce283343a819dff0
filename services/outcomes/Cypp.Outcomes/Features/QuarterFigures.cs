using Cypp.Outcomes.Data;
using Cypp.Outcomes.Domain;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Outcomes.Features;

/// <summary>Loads the facts of a quarter and lets the domain make its figures.</summary>
internal static class QuarterFigures
{
    public static async Task<IReadOnlyList<PublishedIndicator>> MakeAsync(
        OutcomesDb db, Quarter quarter, IReadOnlyList<PublishedIndicator> earlier, int? population, CancellationToken cancellationToken)
    {
        var residences = await db.Residences.AsNoTracking().ToListAsync(cancellationToken);
        var homes = new Homes(residences, quarter.End);
        var spans = await db.Spans.AsNoTracking().Where(span => span.From <= quarter.End).ToListAsync(cancellationToken);
        var assessed = await db.Assessments.AsNoTracking()
            .Where(one => one.CompletedOn >= quarter.Start && one.CompletedOn <= quarter.End).Select(one => one.ChildId).ToListAsync(cancellationToken);
        var attendance = await db.Attendance.AsNoTracking()
            .Where(one => one.AcademicYear == quarter.AcademicYear && (one.AsOf <= quarter.End || !db.Attendance.Any(other =>
                other.AcademicYear == one.AcademicYear && other.ChildId == one.ChildId && other.SchoolAgencyId == one.SchoolAgencyId && other.AsOf < one.AsOf)))
            .ToListAsync(cancellationToken);
        var children = spans.Select(span => span.ChildId).Concat(assessed).Concat(attendance.Select(one => one.ChildId));
        var areas = residences.Select(one => one.Cluster).Concat(children.Select(homes.ClusterOf))
            .Concat(earlier.SelectMany(one => one.Cells.Select(cell => cell.Area))).Distinct().Order(StringComparer.Ordinal).ToList();
        var figures = new Figures(quarter, areas, earlier);
        return
        [
            figures.Count("protection-plans", AreasOf(OpenAtEnd(SpanKinds.ProtectionPlan).Where(child => !homes.IsUnborn(child))), population),
            Percent("attendance-primary", "primary"),
            Percent("attendance-secondary", "secondary"),
            figures.Count("early-help-open", AreasOf(OpenAtEnd(SpanKinds.EarlyHelp))),
            figures.Count("early-help-opened", AreasOf(
                spans.Where(span => span is { Kind: SpanKinds.EarlyHelp, IsNew: true } && quarter.Contains(span.From)).Select(span => span.ChildId))),
            figures.Count("early-help-assessments", AreasOf(assessed)),
        ];

        IEnumerable<Guid> OpenAtEnd(string kind) => spans.Where(span => span.Kind == kind && span.IsOpenOn(quarter.End)).Select(span => span.ChildId);

        IEnumerable<string> AreasOf(IEnumerable<Guid> ofChildren) => ofChildren.Distinct().Select(homes.ClusterOf);

        PublishedIndicator Percent(string code, string phase) => figures.Percent(code, [.. attendance
            .Where(one => one.Phase == phase)
            .GroupBy(one => (one.ChildId, one.SchoolAgencyId)).Select(told => SchoolYearToDate.At(quarter.End, told)).OfType<AttendanceToDate>()
            .GroupBy(one => one.ChildId)
            .Select(pupil => new PupilSessions(homes.ClusterOf(pupil.Key), pupil.Sum(one => one.PossibleSessions), pupil.Sum(one => one.AttendedSessions)))]);
    }
}
