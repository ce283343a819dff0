using System.Globalization;
using Cypp.Benchmarks.Measuring;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Cypp.Benchmarks;

/// <summary>Growth laws as pictures: on logarithmic axes a power is a line, and what does not grow lies flat.</summary>
internal static class Charts
{
    private const double Wide = 640;
    private const double High = 400;

    /// <param name="directory">Gets <c>growth-N.svg</c>, <c>growth-E.svg</c> ...</param>
    public static void Write(IEnumerable<Growth> growths, string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var growth in growths.Where(growth => growth.Points.Count > 1))
        {
            using var file = File.Create(Path.Combine(directory, $"growth-{growth.Law}.svg"));
            new SvgExporter { Width = Wide, Height = High }.Export(Plot(growth), file);
        }
    }

    private static PlotModel Plot(Growth growth)
    {
        var medians = growth.Points.Select(point => new DataPoint(point.Size, Ratio.MedianOf(point.Rounds))).ToList();
        var exponent = Growth.ExponentOf([.. medians.Select(point => (point.X, point.Y))]);
        var plot = new PlotModel
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"{growth.Law}: exponent {exponent:0.00}"),
            Background = OxyColors.White,
            Culture = CultureInfo.InvariantCulture,
        };
        plot.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Bottom, Title = growth.Size, StringFormat = "#,##0", AxisTitleDistance = 10, MajorGridlineStyle = LineStyle.Dot });
        // A decade up is as long as it is read, however little the cost moves.
        var (lowest, highest) = (growth.Points.Min(point => point.Rounds.Min()), growth.Points.Max(point => point.Rounds.Max()));
        plot.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Left,
            Title = growth.Cost,
            StringFormat = "#,##0.###",
            AxisTitleDistance = 28,
            Minimum = lowest / 3,
            Maximum = highest * 3,
            MajorGridlineStyle = LineStyle.Dot,
        });
        var line = new LineSeries { Color = OxyColors.SteelBlue, MarkerType = MarkerType.Circle };
        line.Points.AddRange(medians);
        var rounds = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = 2, MarkerFill = OxyColors.Gray };
        rounds.Points.AddRange(growth.Points.SelectMany(point => point.Rounds.Select(cost => new ScatterPoint(point.Size, cost))));
        plot.Series.Add(rounds);
        plot.Series.Add(line);
        return plot;
    }
}
