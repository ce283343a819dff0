using Cypp.Learning.Features;
using Cypp.Testing;

namespace Cypp.Learning.Tests;

/// <summary>OP-36: notices that nobody has acknowledged are seen from outside before the bell, not only after it.</summary>
public sealed class NoticeLevelsTests
{
    private static readonly DateTimeOffset FridayNight = new(2015, 11, 6, 23, 10, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset MondaysBell = new(2015, 11, 9, 8, 50, 0, TimeSpan.Zero);

    [Theory, Engines]
    public async Task Notice_NotAcknowledged_IsNearInTheHourBeforeTheBellAndOverAfterIt(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<LearningModule>(engine, FridayNight);
        var world = new LearningWorld(service);
        var pupil = await world.PupilAsync(await world.SchoolAsync());
        await service.DeliverAsync(world.Incident(pupil.ChildId), pupil.ChildId);
        Assert.Equal((1, 0, 0), await LevelsAsync(service, "school-notice"));
        service.Time.SetUtcNow(MondaysBell.AddMinutes(-30));
        Assert.Equal((1, 1, 0), await LevelsAsync(service, "school-notice"));
        service.Time.SetUtcNow(MondaysBell);
        Assert.Equal((1, 0, 1), await LevelsAsync(service, "school-notice"));
        var item = Assert.Single(await world.InboxAsync(pupil.KeyAdult));
        await service.ClientFor(pupil.KeyAdult).PostAsync($"/learning/v1/inbox/{item.Id}/acknowledgement", new { });
        Assert.Equal((0, 0, 0), await LevelsAsync(service, "school-notice"));
    }

    [Theory, Engines]
    public async Task Notice_WhoseMatchNobodySettled_IsNearInTheHourBeforeTheEarliestBellAndOverAfterIt(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<LearningModule>(engine, FridayNight);
        var world = new LearningWorld(service);
        await world.SchoolAsync();
        var match = Guid.CreateVersion7();
        await service.DeliverAsync(world.Incident(null, match), match);
        Assert.Equal((0, 0, 0), await LevelsAsync(service, "school-notice-match"));
        service.Time.SetUtcNow(MondaysBell.AddMinutes(-30));
        Assert.Equal((0, 1, 0), await LevelsAsync(service, "school-notice-match"));
        service.Time.SetUtcNow(MondaysBell);
        Assert.Equal((0, 0, 1), await LevelsAsync(service, "school-notice-match"));
    }

    private static async Task<(double Waiting, double DueSoon, double Breached)> LevelsAsync(ServiceUnderTest service, string work)
    {
        var levels = await service.MeasureAsync<NoticeLevels>();
        return (levels["cypp.notices.waiting"], levels["cypp.clock.due_soon " + work], levels["cypp.clock.breached " + work]);
    }
}
