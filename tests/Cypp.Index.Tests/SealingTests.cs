using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Index.Data;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Index.Tests;

/// <summary>Restriction level 2 (security.md 2.4): a sealed child cannot be told from an absent one; unsealing takes two (AZ-5).</summary>
public sealed class SealingTests
{
    private readonly TestPractitioner _senior = TestPractitioner.Of(Roles.SeniorManager);

    private TestPractitioner Worker { get; init; } = TestPractitioner.Of(Roles.SocialWorker);

    [Theory, Engines]
    public async Task Sealed_ToAllButTheNamed_IsAsIfAbsent(Engine engine)
    {
        var (service, child, number) = await RegisteredAsync(engine);
        Assert.Equal(204, (await SealAsync(service, child, Named)).Status);
        var unnamed = service.ClientFor(_senior.Colleague(Roles.SocialWorker));
        foreach (var path in new[] { "", "/involvement", "/adults" })
        {
            var (hidden, absent) = (await unnamed.GetAsync($"/index/v1/children/{child}{path}"), await unnamed.GetAsync($"/index/v1/children/{Guid.CreateVersion7()}{path}"));
            Assert.Equal((absent.Status, absent.Code, absent.Json.AsObject().Count), (hidden.Status, hidden.Code, hidden.Json.AsObject().Count));
        }

        Assert.Equal("pending", (string?)(await unnamed.PostAsync("/index/v1/match", new { nhsNumber = number })).Json["outcome"]);
        Assert.Equal(200, (await service.ClientFor(Named).GetAsync($"/index/v1/children/{child}")).Status);
    }

    [Theory, Engines]
    public async Task Sealed_NumberRegisteredAgain_TellsNothing(Engine engine)
    {
        var (service, child, number) = await RegisteredAsync(engine);
        await SealAsync(service, child, Named);
        var again = await service.ClientFor(TestPractitioner.Of(Roles.SocialWorker)).PostAsync("/index/v1/children", People.Child(nhsNumber: number));
        Assert.Equal(201, again.Status);
    }

    [Theory, Engines]
    public async Task Sealing_TellsEveryService_AndTakesTheNumbersBack(Engine engine)
    {
        var (service, child, _) = await RegisteredAsync(engine);
        await SealAsync(service, child, Named);
        var told = (await service.PublishedAsync<IndexDb, ChildRestricted>()).Single(one => one.ChildId == child);
        Assert.True(told.Sealed);
        Assert.Equal(new[] { Named.PractitionerId, _senior.PractitionerId }.Order(), told.NamedReaderIds.Order());
        Assert.Null((await service.PublishedAsync<IndexDb, ChildRecordChanged>()).Last(one => one.ChildId == child).NhsNumber);
        Assert.Equal([0, 2, 2], await service.InDatabaseAsync<IndexDb, List<int>>(db => db.Outbox
            .Where(row => row.Stream.EndsWith(child.ToString("n"))).OrderBy(row => row.Sequence).Select(row => row.RestrictionLevel).ToListAsync()));
    }

    [Theory, Engines]
    public async Task Unsealing_TakesASecondPerson(Engine engine)
    {
        var (service, child, number) = await RegisteredAsync(engine);
        await SealAsync(service, child, Named);
        var senior = service.ClientFor(_senior);
        var stranger = service.ClientFor(_senior.Colleague());
        Assert.Equal(404, (await stranger.PostAsync($"/index/v1/children/{child}/unsealings", new { })).Status);
        var proposed = await senior.PostAsync($"/index/v1/children/{child}/unsealings", new { });
        var path = $"/index/v1/unsealings/{proposed.Id("unsealingId")}/approval";
        Assert.Equal("second-person-needed", (await senior.PostAsync(path, new { })).Code);
        Assert.Equal(404, (await service.ClientFor(TestPractitioner.Of(Roles.SeniorManager)).PostAsync(path, new { })).Status);
        Assert.Equal(404, (await stranger.GetAsync($"/index/v1/children/{child}")).Status);
        Assert.Equal(204, (await stranger.PostAsync(path, new { })).Status);
        Assert.Equal("unsealing-decided", (await stranger.PostAsync(path, new { })).Code);
        Assert.Equal("matched", (string?)(await service.ClientFor(Worker).PostAsync("/index/v1/match", new { nhsNumber = number })).Json["outcome"]);
    }

    /// <summary>FT-09: a decision is in force whatever the time of the one before it.</summary>
    [Theory, Engines]
    public async Task Sealing_WithAClockThatWasSetBack_Seals(Engine engine)
    {
        await using var service = await ServiceUnderTest.StartAsync<IndexModule>(engine);
        var child = await service.RegisterAsync(_senior.Colleague(Roles.SocialWorker), People.Child());
        service.Time.Advance(TimeSpan.FromHours(2));
        await SealAsync(service, child, Named);
        var proposed = await service.ClientFor(_senior).PostAsync($"/index/v1/children/{child}/unsealings", new { });
        Assert.Equal(204, (await service.ClientFor(_senior.Colleague()).PostAsync($"/index/v1/unsealings/{proposed.Id("unsealingId")}/approval", new { })).Status);
        service.Time.AdjustTime(service.Time.GetUtcNow().AddHours(-1));
        Assert.Equal(204, (await SealAsync(service, child, Named)).Status);
        Assert.Equal(404, (await service.ClientFor(_senior.Colleague(Roles.SocialWorker)).GetAsync($"/index/v1/children/{child}")).Status);
    }

    [Theory, Engines]
    public async Task Seal_BadInputOrAnothersChild_IsRefused(Engine engine)
    {
        var (service, child, _) = await RegisteredAsync(engine);
        var senior = service.ClientFor(_senior);
        var path = $"/index/v1/children/{child}/sealing";
        Assert.Equal("named-readers-missing", (await senior.PostAsync(path, new { reasonCode = "adoption", namedReaderIds = Array.Empty<Guid>() })).Code);
        Assert.Equal("reason-unknown", (await senior.PostAsync(path, new { reasonCode = "because", namedReaderIds = new[] { child } })).Code);
        Assert.Equal(404, (await SealAsync(service, child, Named, TestPractitioner.Of(Roles.SeniorManager))).Status);
        await SealAsync(service, child, Named);
        Assert.Equal("already-sealed", (await SealAsync(service, child, Named)).Code);
    }

    private TestPractitioner Named => Worker with { AgencyId = _senior.AgencyId };

    private async Task<(ServiceUnderTest Service, Guid Child, string Number)> RegisteredAsync(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<IndexModule>(engine);
        var number = People.NewNhsNumber();
        return (service, await service.RegisterAsync(_senior.Colleague(Roles.SocialWorker), People.Child(nhsNumber: number)), number);
    }

    private Task<Answer> SealAsync(ServiceUnderTest service, Guid child, TestPractitioner named, TestPractitioner? by = null) =>
        service.ClientFor(by ?? _senior).PostAsync($"/index/v1/children/{child}/sealing", new { reasonCode = "adoption", namedReaderIds = new[] { named.PractitionerId } });
}
