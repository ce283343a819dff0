using System.Xml.Linq;
using Cypp.Story.Watch;

namespace Cypp.System.Tests.Wire;

/// <summary>OP-37: who has no Grafana sees the cluster's dashboards too.</summary>
public sealed class DashboardPictureTests
{
    public static TheoryData<string> Dashboards => [.. Dashboard.All.Select(dashboard => dashboard.Uid)];

    [Theory, MemberData(nameof(Dashboards))]
    public void Draw_ShowsEachPanelInItsPlace(string uid)
    {
        var dashboard = Dashboard.All.Single(one => one.Uid == uid);
        var now = new DateTimeOffset(2015, 11, 2, 9, 0, 0, TimeSpan.Zero);
        var picture = XElement.Parse(DashboardPicture.Draw(
            dashboard, [.. dashboard.Panels.Select(panel => (IReadOnlyList<PrometheusQuery.Series>)[new("a < b", [(now, 1), (now.AddMinutes(1), double.NaN), (now.AddMinutes(2), 42)])])]));
        var drawn = picture.Elements().Where(element => element.Name.LocalName == "svg").ToList();
        Assert.Equal(dashboard.Panels.Count, drawn.Count);
        Assert.Equal(drawn.Count, drawn.Select(panel => ((string?)panel.Attribute("x"), (string?)panel.Attribute("y"))).Distinct().Count());
        foreach (var (panel, svg) in dashboard.Panels.Zip(drawn))
        {
            Assert.Contains(panel.Title, svg.Value, StringComparison.Ordinal);
            Assert.Contains(panel.Type == "stat" ? "a < b 42" : "a < b", svg.Value, StringComparison.Ordinal);
        }
    }
}
