using Cypp.Access;
using Cypp.Index.Features;
using Cypp.Testing;

namespace Cypp.Index.Tests;

/// <summary>OP-36, AZ-3: that the glass was broken, and is not reviewed, is seen from outside; not by whom or about whom.</summary>
public sealed class OverrideLevelsTests
{
    [Theory, Engines]
    public async Task Override_IsCountedForADay_AndUntilItIsReviewed(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var child = await service.RegisterAsync(TestPractitioner.Of(Roles.SocialWorker));
        Assert.Equal((0, 0, 0, 0), await LevelsAsync(service));
        var person = TestPractitioner.Of(Roles.SocialWorker) with { SignedInAt = service.Time.GetUtcNow(), MayOverride = true };
        var broken = await service.ClientFor(person).PostAsync(
            "/index/v1/access-overrides", new { childId = child, category = "immediate-risk-of-harm", reason = "Ambulance on its way, parents not reached." });
        Assert.Equal(201, broken.Status);
        Assert.Equal((1, 1, 0, 0), await LevelsAsync(service));
        // Its review is due in five working days, on the Monday after.
        service.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal((0, 1, 1, 0), await LevelsAsync(service));
        service.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, 1, 0, 1), await LevelsAsync(service));
        var reviewed = await service.ClientFor(TestPractitioner.Of(Roles.InformationGovernance))
            .PostAsync($"/index/v1/access-overrides/{broken.Id("overrideId")}/review", new { outcome = "justified" });
        Assert.Equal(204, reviewed.Status);
        Assert.Equal((0, 0, 0, 0), await LevelsAsync(service));
    }

    private static async Task<(double Begun, double Unreviewed, double DueSoon, double Breached)> LevelsAsync(ServiceUnderTest service)
    {
        var levels = await service.MeasureAsync<OverrideLevels>();
        return (
            levels["cypp.overrides.begun"], levels["cypp.overrides.unreviewed"], levels["cypp.clock.due_soon override-review"],
            levels["cypp.clock.breached override-review"]);
    }
}
