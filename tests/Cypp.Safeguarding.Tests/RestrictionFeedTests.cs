using System.Net;
using Cypp.Access;
using Cypp.Access.Feed;
using Cypp.Access.Restrictions;
using Cypp.Contracts.Index;
using Cypp.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Safeguarding.Tests;

/// <summary>AZ-1: while a service does not know all restrictions it shows nothing of a child, and goes on taking concerns in.</summary>
public sealed class RestrictionFeedTests
{
    [Theory, Engines]
    public async Task RestrictionThatHasNotArrived_ClosesWhatShowsAChildAndNothingElse(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var (child, school) = (Guid.CreateVersion7(), service.ClientFor(TestPractitioner.Of(Roles.SchoolLead, "school")));
        var own = await service.Restrictions.ReadAsync(CancellationToken.None);
        service.Restrictions.Said = _ => Task.FromResult(own with { Sealed = "more" });
        await AskTwiceAsync(service);

        using var refused = await service.ClientFor(TestPractitioner.Of(Roles.SocialWorker)).Http.GetAsync($"/safeguarding/v1/children/{child}/plan");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "2"), (refused.StatusCode, refused.Headers.RetryAfter?.ToString()));
        Assert.Contains("\"code\":\"restrictions-behind\"", await refused.Content.ReadAsStringAsync());
        Assert.Equal("role-not-allowed", (await school.GetAsync("/safeguarding/v1/messages")).Code);
        Assert.Equal(201, (await school.PostAsync("/safeguarding/v1/contacts", new { childId = child, referralSource = "2A", concern = "Made up." })).Status);
        Assert.Equal(200, (await service.ClientFor(TestPractitioner.Of(Roles.PlatformOperator, "platform")).GetAsync("/safeguarding/v1/messages")).Status);

        service.Restrictions.Said = null;
        await AskTwiceAsync(service);
        Assert.Equal(404, (await service.ClientFor(TestPractitioner.Of(Roles.SocialWorker)).GetAsync($"/safeguarding/v1/children/{child}/plan")).Status);
    }

    [Theory, Engines]
    public async Task SealedChildAndHiddenLocation_AreInTheCopy(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<SafeguardingModule>(engine);
        var (child, none) = (Guid.CreateVersion7(), await service.Restrictions.ReadAsync(CancellationToken.None));
        await service.DeliverAsync(new ChildRecordChanged(child, null, null, null, null, null, "Seacroft", true, ServiceUnderTest.Monday), child);
        var hidden = await service.Restrictions.ReadAsync(CancellationToken.None);
        Assert.Equal((none.Sealed, false), (hidden.Sealed, none.Hidden == hidden.Hidden));
        await service.DeliverAsync(new ChildRestricted(child, true, [], ServiceUnderTest.Monday), child);
        var closed = await service.Restrictions.ReadAsync(CancellationToken.None);
        Assert.Equal((false, hidden.Hidden), (none.Sealed == closed.Sealed, closed.Hidden));
        await service.DeliverAsync(new ChildRestricted(child, false, [], ServiceUnderTest.Monday.AddHours(1)), child);
        Assert.Equal(3, new[] { none, closed, await service.Restrictions.ReadAsync(CancellationToken.None) }.Select(digest => digest.Sealed).Distinct().Count());
    }

    private static async Task AskTwiceAsync(ServiceUnderTest service)
    {
        var feed = (RestrictionFeed)service.Services.GetRequiredService<IRestrictionFeed>();
        await feed.AskAsync(CancellationToken.None);
        await feed.AskAsync(CancellationToken.None);
    }
}
