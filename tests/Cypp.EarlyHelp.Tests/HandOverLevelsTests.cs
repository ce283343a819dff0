using Cypp.Contracts.Safeguarding;
using Cypp.EarlyHelp.Features;
using Cypp.Testing;

namespace Cypp.EarlyHelp.Tests;

/// <summary>OP-36: a hand-over that nobody has said to have is seen from outside, and for how long.</summary>
public sealed class HandOverLevelsTests
{
    [Theory, Engines]
    public async Task StepUp_UntilItIsReceived_IsAHandOverThatWaits(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<EarlyHelpModule>(engine);
        var family = await Family.WithCaseAsync(service);
        Assert.Equal((0, 0), await WaitingAsync(service));
        var stepUp = await family.StepUpAsync(family.Elder);
        service.Time.Advance(TimeSpan.FromMinutes(10));
        await family.StepUpAsync(family.Younger);
        Assert.Equal((2, 600), await WaitingAsync(service));
        await service.DeliverAsync(new ReferralReceived(Guid.CreateVersion7(), family.Elder, stepUp, service.Time.GetUtcNow(), new(2015, 11, 3)), family.Elder);
        Assert.Equal((1, 0), await WaitingAsync(service));
    }

    private static async Task<(double Waiting, double Age)> WaitingAsync(ServiceUnderTest service)
    {
        var levels = await service.MeasureAsync<HandOverLevels>();
        return (levels["cypp.handover.waiting step-up"], levels["cypp.handover.age step-up"]);
    }
}
