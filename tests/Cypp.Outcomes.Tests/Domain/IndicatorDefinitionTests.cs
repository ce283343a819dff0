using Cypp.Outcomes.Domain;

namespace Cypp.Outcomes.Tests.Domain;

public sealed class IndicatorDefinitionTests
{
    [Fact]
    public void All_OneVersionOfACodeBeginsOnADay() => Assert.All(
        IndicatorDefinition.All.GroupBy(definition => definition.Code),
        versions => Assert.Equal(versions.Count(), versions.Select(definition => definition.EffectiveFrom).Distinct().Count()));

    [Fact]
    public void Of_DayBeforeThePlan_IsTheFirstVersion() =>
        Assert.Equal(1, IndicatorDefinition.Of("protection-plans", new DateOnly(2014, 1, 1)).Version);

    [Fact]
    public void Of_DayOfThePlan_IsTheVersionInForce() => Assert.All(
        IndicatorDefinition.All, definition => Assert.Equal(definition, IndicatorDefinition.Of(definition.Code, definition.EffectiveFrom)));
}
