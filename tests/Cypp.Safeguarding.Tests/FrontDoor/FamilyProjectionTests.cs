using Cypp.Access;
using Cypp.Contracts.Index;
using Cypp.Contracts.Safeguarding;
using Cypp.Messaging;
using Cypp.Safeguarding.Data;
using Cypp.Safeguarding.Data.FrontDoor;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Tests.FrontDoor;

/// <summary>Who holds parental responsibility and who must not be told, as the index tells and as a contact named.</summary>
public sealed class FamilyProjectionTests
{
    private static readonly Guid Mother = Guid.CreateVersion7();
    private static readonly Guid Partner = Guid.CreateVersion7();

    [Theory, Engines]
    public async Task RelationshipsChanged_LastStateOfTheStreamWins_WhateverTheClock_AndTwiceIsOnce(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, at) = (Guid.CreateVersion7(), ServiceUnderTest.Monday);
        await service.DeliverAsync(Changed(child, at.AddMinutes(1), new RelatedAdult(Partner, "father", true, true, false)), child);
        await service.DeliverAsync(Changed(child, at.AddMinutes(2), new(Mother, "other", false, true, false), new(Partner, "parents-partner", false, true, false)), child);
        var newest = await service.DeliverAsync(Changed(child, at, new RelatedAdult(Mother, "mother", true, true, false)), child);
        await service.DeliverAsync(newest);
        var family = await service.InDatabaseAsync<SafeguardingDb, IReadOnlyList<Domain.ChildProtection.FamilyAdult>>(db => db.FamilyOfAsync(child, default));
        Assert.Equal([new(Mother, HasParentalResponsibility: true, NotToBeTold: false)], family);
    }

    [Theory, Engines]
    public async Task Contact_NamingAnAdult_HoldsHereBeforeTheIndexConfirms(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var (child, stranger) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.DeliverAsync(Changed(child, ServiceUnderTest.Monday, new RelatedAdult(Partner, "father", true, true, false)), child);
        var adults = new[] { new { adultId = Partner, reasonCode = "risk-of-harm" }, new { adultId = stranger, reasonCode = "court-order" } };
        await service.ClientFor(TestPractitioner.Of(Roles.HealthVisitor, "health"))
            .PostAsync("/safeguarding/v1/contacts", new { childId = child, referralSource = "3B", concern = "Made up.", adultsNotToBeTold = adults });
        var family = await service.InDatabaseAsync<SafeguardingDb, IReadOnlyList<Domain.ChildProtection.FamilyAdult>>(db => db.FamilyOfAsync(child, default));
        Assert.Equal([new(Partner, true, NotToBeTold: true), new(stranger, false, NotToBeTold: true)], family);
        foreach (var adult in (Guid[])[Partner, stranger])
        {
            var log = await service.ClientFor(TestPractitioner.Of(Roles.DataProtectionOfficer)).GetAsync($"/safeguarding/v1/children/{child}/access-log?requester=parent&adultId={adult}");
            Assert.Empty(log.Json["entries"]!.AsArray());
            Assert.Equal("adult-not-to-be-told", (string?)Assert.Single(log.Json["withheld"]!.AsArray())!["code"]);
        }
    }

    [Theory, Engines]
    public async Task RecordChanged_LocationHidden_RestrictsWhatIsPublishedAfterwards(Engine engine)
    {
        var service = await ServiceUnderTest.SharedAsync<SafeguardingModule>(engine);
        var child = Guid.CreateVersion7();
        var record = await service.DeliverAsync(
            new ChildRecordChanged(child, null, null, null, null, null, "aire-valley", LocationHidden: true, ServiceUnderTest.Monday), child);
        await service.DeliverAsync(record);
        await service.ClientFor(Doorstep.Duty).PostAsync("/safeguarding/v1/contacts", new { childId = child, referralSource = "5A", concern = "Made up." });
        var type = MessageCatalogue.Of(typeof(ContactMade)).About;
        var levels = await service.InDatabaseAsync<SafeguardingDb, List<int>>(db => db.Outbox
            .Where(row => row.Type == type.Name && row.Stream == $"{type.StreamKind}/{child:n}").Select(row => row.RestrictionLevel).ToListAsync());
        Assert.Equal([1], levels);
    }

    private static ChildRelationshipsChanged Changed(Guid child, DateTimeOffset at, params RelatedAdult[] adults) => new(child, null, adults, at);
}
