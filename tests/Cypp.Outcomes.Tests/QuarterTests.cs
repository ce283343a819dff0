using Cypp.Testing;

namespace Cypp.Outcomes.Tests;

/// <summary>Who is counted in a quarter, and where.</summary>
public sealed class QuarterTests
{
    private static readonly DateTimeOffset Summer = new(2015, 7, 6, 9, 0, 0, TimeSpan.Zero);

    [Theory, Engines]
    public async Task Close_ChildMovedAfterTheQuartersEnd_CountsWhereItLivedThen(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        for (var made = 0; made < 8; made++)
        {
            var child = Guid.CreateVersion7();
            await City.LivesInAsync(service, child, "aire-bank", Summer);
            await City.LivesInAsync(service, child, "moor-top", ServiceUnderTest.Monday);
            await City.PlanAsync(service, child, City.Before);
        }

        await City.CloseAsync(service, "2015-Q3");
        Assert.Equal([8, 0, 8], await City.PlansAsync(service));
        service.Time.Advance(TimeSpan.FromDays(70));
        await City.CloseAsync(service, "2015-Q4");
        Assert.Equal([0, 8, 8], await City.PlansAsync(service));
    }

    [Theory, Engines]
    public async Task Record_TwoOfOneMoment_TheLaterMessageStands(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        foreach (var child in await City.PlansAsync(service, "aire-bank", 8, City.Before))
        {
            await City.LivesInAsync(service, child, "moor-top", ServiceUnderTest.Monday);
        }

        await City.CloseAsync(service, "2015-Q3");
        Assert.Equal([8, 8], await City.PlansAsync(service));
    }

    /// <summary>Indicator 2 counts children from birth: not before, though the plan is older.</summary>
    [Theory, Engines]
    public async Task Close_UnbornChild_IsCountedFromTheQuarterOfItsBirth(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        await City.PlansAsync(service, "aire-bank", 9, City.Before);
        for (var made = 0; made < 7; made++)
        {
            var child = Guid.CreateVersion7();
            await City.LivesInAsync(service, child, "aire-bank", Summer, expected: new DateOnly(2015, 10, 20));
            await City.PlanAsync(service, child, City.Before);
            await City.LivesInAsync(service, child, "aire-bank", ServiceUnderTest.Monday, birthDate: new DateOnly(2015, 10, 18));
        }

        await City.CloseAsync(service, "2015-Q3");
        Assert.Equal([9, 9], await City.PlansAsync(service));
        service.Time.Advance(TimeSpan.FromDays(70));
        await City.CloseAsync(service, "2015-Q4");
        Assert.Equal([16, 16], await City.PlansAsync(service));
    }

    [Theory, Engines]
    public async Task Close_ChildrenWithoutIndexRecord_AreCountedInTheCity(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        await City.PlansAsync(service, "aire-bank", 9, City.Before);
        for (var made = 0; made < 7; made++)
        {
            await City.PlanAsync(service, Guid.CreateVersion7(), City.Before);
        }

        var counts = (await service.ClientFor(City.Manager).GetAsync("/outcomes/v1/counts")).Json;
        Assert.Equal((16, 7), ((int?)counts["city"]!["withProtectionPlan"], (int?)counts["withoutKnownCluster"]!["withProtectionPlan"]));
        await City.CloseAsync(service, "2015-Q3");
        Assert.Equal([9, 7, 16], await City.PlansAsync(service));
        Assert.Contains("\"area\":\"not-known\"", await City.ScorecardAsync(service), StringComparison.Ordinal);
    }

    /// <summary>19 school days to 2 October, of which two lie in the next quarter; and a pupil who came in October.</summary>
    [Theory, Engines]
    public async Task Close_FirstFileRunsPastTheQuartersEnd_CountsItsPupils(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        await City.AttendanceAsync(service, "aire-bank", 6, possible: 38, attended: 19, asOf: new DateOnly(2015, 10, 2));
        await City.AttendanceAsync(service, "aire-bank", 6, possible: 4, attended: 4, asOf: new DateOnly(2015, 10, 2));
        await City.CloseAsync(service, "2015-Q3");
        Assert.Equal(50m, (decimal?)(await City.IndicatorAsync(service, "attendance-primary"))["city"]!["value"]);
    }
}
