using Cypp.Testing;

namespace Cypp.Outcomes.Tests;

public sealed class PeriodTests
{
    [Theory, Engines]
    public async Task Close_QuarterThatIsOver_PublishesItSuppressedAndForGood(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        await City.PlansAsync(service, "aire-bank", 12, City.Before);
        await City.PlansAsync(service, "moor-top", 3, City.Before);
        await City.PlansAsync(service, "oak-hill", 8, City.Before);
        Assert.DoesNotContain("2015-Q3", await City.ScorecardAsync(service), StringComparison.Ordinal);
        Assert.Equal(201, (await City.CloseAsync(service, "2015-Q3")).Status);
        Assert.Equal([12, null, null, 23], await City.PlansAsync(service));
        var published = await City.ScorecardAsync(service);
        await City.PlansAsync(service, "aire-bank", 1, City.Before);
        Assert.Equal(published, await City.ScorecardAsync(service));
        Assert.Equal("quarter-already-closed", (await City.CloseAsync(service, "2015-Q3")).Code);
    }

    /// <summary>Neither in the next quarter nor in the one after, when the count stays one away from the first.</summary>
    [Theory, Engines]
    public async Task Close_OneJoinerSinceAnyClosedQuarter_DoesNotShow(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        await City.PlansAsync(service, "aire-bank", 12, City.Before);
        await City.PlansAsync(service, "oak-hill", 20, City.Before);
        await City.PlansAsync(service, "moor-top", 30, City.Before);
        await City.CloseAsync(service, "2015-Q3");
        Assert.Equal([12, 30, 20, 62], await City.PlansAsync(service));
        await City.PlansAsync(service, "aire-bank", 1, new DateOnly(2015, 11, 1));
        service.Time.Advance(TimeSpan.FromDays(160));
        foreach (var quarter in (string[])["2015-Q4", "2016-Q1"])
        {
            Assert.Equal(201, (await City.CloseAsync(service, quarter)).Status);
            Assert.Equal([null, 30, null, null], await City.PlansAsync(service));
        }
    }

    [Theory, Engines]
    public async Task Close_WithPopulation_PublishesTheCitysRateAndHidesItWithTheCity(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(
            engine, settings: new Dictionary<string, string?> { ["Outcomes:Under18Population"] = "160000" });
        await City.PlansAsync(service, "aire-bank", 12, City.Before);
        await City.PlansAsync(service, "oak-hill", 20, City.Before);
        await City.CloseAsync(service, "2015-Q3");
        Assert.Equal("""{"per":10000,"population":160000,"value":2,"mark":null}""", (await City.IndicatorAsync(service, "protection-plans"))["rate"]!.ToJsonString());
        await City.PlansAsync(service, "aire-bank", 1, new DateOnly(2015, 11, 1));
        service.Time.Advance(TimeSpan.FromDays(70));
        await City.CloseAsync(service, "2015-Q4");
        Assert.Equal("""{"per":10000,"population":160000,"value":null,"mark":"c"}""", (await City.IndicatorAsync(service, "protection-plans"))["rate"]!.ToJsonString());
    }

    [Theory, Engines]
    public async Task Close_NotOverMalformedOrOutOfOrder_IsRefused(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<OutcomesModule>(engine);
        Assert.Equal("quarter-not-over", (await City.CloseAsync(service, "2015-Q4")).Code);
        Assert.Equal("quarter-malformed", (await City.CloseAsync(service, "2015-Q5")).Code);
        await City.CloseAsync(service, "2015-Q3");
        Assert.Equal("later-quarter-closed", (await City.CloseAsync(service, "2015-Q2")).Code);
    }
}
