using System.Globalization;
using System.Text;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Cypp.Story.Watch;

/// <summary>Draws a dashboard as SVG, for who has no Grafana at hand.</summary>
internal static class DashboardPicture
{
    private const int Column = 50;
    private const int Row = 34;
    private const int Head = 40;

    /// <param name="shown">What each panel shows, in the dashboard's order.</param>
    public static string Draw(Dashboard dashboard, IReadOnlyList<IReadOnlyList<PrometheusQuery.Series>> shown)
    {
        var high = Head + (Row * dashboard.Panels.Max(panel => panel.GridPos.Y + panel.GridPos.H));
        var svg = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Column * Dashboard.Columns}" height="{high}" font-family="sans-serif">
            <rect width="100%" height="100%" fill="white"/><text x="16" y="27" font-size="18" font-weight="bold">{dashboard.Title}</text>
            """);
        foreach (var (panel, series) in dashboard.Panels.Zip(shown))
        {
            var place = panel.GridPos;
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<g transform="translate({Column * place.X}, {Head + (Row * place.Y)})">""");
            svg.AppendLine(SvgExporter.ExportToString(Plot(panel, series), Column * place.W, Row * place.H, isDocument: false));
            svg.AppendLine("</g>");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static PlotModel Plot(Dashboard.Panel panel, IReadOnlyList<PrometheusQuery.Series> shown)
    {
        var unit = panel.FieldConfig.Defaults.Unit is "short" ? "" : $" ({panel.FieldConfig.Defaults.Unit})";
        var plot = new PlotModel { Title = panel.Title + unit, TitleFontSize = 13, SubtitleFontSize = 13, DefaultFontSize = 10, Culture = CultureInfo.InvariantCulture };
        if (panel.Type == "stat" || shown.Count == 0)
        {
            plot.PlotAreaBorderThickness = new OxyThickness(0);
            plot.Subtitle = shown.Count == 0 ? "nothing told" : string.Join("   ", shown.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {one.Points[^1].Value:0.##}")));
            return plot;
        }

        plot.Axes.Add(new DateTimeAxis { Position = AxisPosition.Bottom, StringFormat = "HH:mm", MajorGridlineStyle = LineStyle.Dot });
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Minimum = 0, MinimumRange = 1e-3, MajorGridlineStyle = LineStyle.Dot });
        plot.Legends.Add(new Legend { LegendPosition = LegendPosition.TopLeft, LegendFontSize = 9, LegendBackground = OxyColor.FromAColor(200, OxyColors.White) });
        foreach (var one in shown)
        {
            var line = new LineSeries { Title = one.Name };
            line.Points.AddRange(one.Points.Where(point => double.IsFinite(point.Value)).Select(point => new DataPoint(DateTimeAxis.ToDouble(point.At.UtcDateTime), point.Value)));
            plot.Series.Add(line);
        }

        return plot;
    }
}
