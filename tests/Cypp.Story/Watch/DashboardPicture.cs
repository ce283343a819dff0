using System.Globalization;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Cypp.Story.Watch;

/// <summary>Draws a dashboard as SVG, for who has no Grafana at hand.</summary>
internal static class DashboardPicture
{
    private const int Column = 50;
    private const int Row = 34;
    private const int Head = 40;
    private const int Letter = 11;

    private static readonly OxyColor[] Colours =
    [
        OxyColors.SteelBlue, OxyColors.DarkOrange, OxyColors.SeaGreen, OxyColors.Firebrick, OxyColors.SlateBlue, OxyColors.SaddleBrown, OxyColors.DeepPink,
        OxyColors.DimGray, OxyColors.DarkCyan, OxyColors.Olive,
    ];

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="shown">What each panel shows, in the dashboard's order.</param>
    public static string Draw(Dashboard dashboard, IReadOnlyList<IReadOnlyList<PrometheusQuery.Series>> shown)
    {
        var high = Head + (Row * dashboard.Panels.Max(panel => panel.GridPos.Y + panel.GridPos.H));
        return new XElement(
            Svg + "svg",
            new XAttribute("width", Column * Dashboard.Columns),
            new XAttribute("height", high),
            new XAttribute("font-family", "sans-serif"),
            new XElement(Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", "white")),
            new XElement(Svg + "text", new XAttribute("x", 16), new XAttribute("y", 27), new XAttribute("font-size", 18), dashboard.Title),
            dashboard.Panels.Zip(shown, (panel, series) => Placed(panel, series))).ToString(SaveOptions.DisableFormatting) + "\n";
    }

    private static XElement Placed(Dashboard.Panel panel, IReadOnlyList<PrometheusQuery.Series> shown)
    {
        var place = panel.GridPos;
        var drawn = XElement.Parse(SvgExporter.ExportToString(Plot(panel, shown), Column * place.W, Row * place.H, isDocument: true));
        if (panel.Type != "stat")
        {
            drawn.Add(shown.Select((one, at) => new XElement(
                Svg + "text", new XAttribute("x", Column + 18), new XAttribute("y", 40 + (Letter * at)), new XAttribute("font-size", Letter - 2),
                new XAttribute("fill", Css(ColourAt(at))), one.Name)));
        }

        drawn.SetAttributeValue("x", Column * place.X);
        drawn.SetAttributeValue("y", Head + (Row * place.Y));
        return drawn;
    }

    private static PlotModel Plot(Dashboard.Panel panel, IReadOnlyList<PrometheusQuery.Series> shown)
    {
        var unit = panel.FieldConfig.Defaults.Unit is "short" ? "" : $" ({panel.FieldConfig.Defaults.Unit})";
        var plot = new PlotModel { Title = panel.Title + unit, TitleFontSize = 12, SubtitleFontSize = 13, DefaultFontSize = 10, Padding = new OxyThickness(28, 8, 8, 8), Culture = CultureInfo.InvariantCulture };
        if (panel.Type == "stat" || shown.Count == 0)
        {
            plot.PlotAreaBorderThickness = new OxyThickness(0);
            plot.Subtitle = "\n" + (shown.Count == 0 ? "nothing told" : string.Join("   ", shown.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {one.Points[^1].Value:0.##}"))));
            return plot;
        }

        plot.Axes.Add(new DateTimeAxis { Position = AxisPosition.Bottom, StringFormat = "HH:mm", MajorGridlineStyle = LineStyle.Dot });
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Minimum = 0, MinimumRange = 1e-3, MajorGridlineStyle = LineStyle.Dot });
        foreach (var (at, one) in shown.Index())
        {
            var line = new LineSeries { Color = ColourAt(at), StrokeThickness = 1.5 };
            line.Points.AddRange(one.Points.Where(point => double.IsFinite(point.Value)).Select(point => new DataPoint(DateTimeAxis.ToDouble(point.At.UtcDateTime), point.Value)));
            plot.Series.Add(line);
        }

        return plot;
    }

    private static OxyColor ColourAt(int series) => Colours[series % Colours.Length];

    private static string Css(OxyColor colour) => $"rgb({colour.R},{colour.G},{colour.B})";
}
