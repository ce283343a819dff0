using Cypp.Safeguarding.Domain.ChildProtection;

namespace Cypp.Safeguarding.Tests.ChildProtection;

/// <summary>No planned removal and no care application before the family's own conference (plan page 5).</summary>
public sealed class FamilyGroupConferenceGateTests
{
    private static readonly DateOnly Day = new(2015, 12, 7);
    private static readonly DateTimeOffset Now = new(2015, 12, 7, 10, 0, 0, TimeSpan.Zero);
    private static readonly Guid Mother = Guid.CreateVersion7();
    private static readonly Guid Father = Guid.CreateVersion7();
    private static readonly Guid Grandmother = Guid.CreateVersion7();

    private static readonly FamilyAdult[] Family =
        [new(Mother, true, false), new(Father, true, false), new(Grandmother, false, false)];

    [Fact]
    public void Gate_OneHolderNotOffered_Stops() =>
        Assert.Equal("family-group-conference-not-offered", Stops([Round((Mother, "declined"))]));

    [Fact]
    public void Gate_NobodyKnownToHoldResponsibility_Stops() => Assert.Equal(
        "family-group-conference-not-offered", FamilyGroupConferenceGate.Stops([new(Grandmother, false, false)], [], false, null)?.Code);

    [Fact]
    public void Gate_AllHoldersDeclined_Passes() => Assert.Null(Stops([Round((Mother, "declined"), (Father, "no-reply"))]));

    [Fact]
    public void Gate_OffersInTwoRounds_CountTogether() => Assert.Null(Stops([Round((Mother, "declined")), Round((Father, "declined"))]));

    [Fact]
    public void Gate_AcceptedByAnyAndNotHeld_Stops() =>
        Assert.Equal("family-group-conference-not-held", Stops([Round((Mother, "declined"), (Father, "declined"), (Grandmother, "accepted"))]));

    [Fact]
    public void Gate_HeldButPlanNotAnswered_Stops()
    {
        var held = Round((Mother, "accepted"), (Father, "declined"));
        Assert.Null(held.Hold(Day, "She moves in.", Guid.CreateVersion7(), Day));
        Assert.Equal("familys-plan-not-answered", Stops([held]));
        Assert.Null(Stops([held], answer: "It does not keep him away at night."));
    }

    [Fact]
    public void Gate_SeniorRecordedWhyNot_PassesButAHeldPlanIsStillAnswered()
    {
        Assert.Null(Stops([], exception: true));
        var held = Round((Mother, "accepted"));
        held.Hold(Day, "She moves in.", Guid.CreateVersion7(), Day);
        Assert.Equal("familys-plan-not-answered", Stops([held], exception: true));
    }

    [Fact]
    public void Hold_NobodyAccepted_IsRefused() =>
        Assert.Equal("family-group-conference-not-accepted", Round((Mother, "declined")).Hold(Day, "Plan.", Guid.CreateVersion7(), Day)?.Code);

    [Fact]
    public void Offer_WhereOneMayHaveHarmedAnother_IsMadeApart()
    {
        FamilyAdult[] family = [new(Mother, true, false), new(Father, true, NotToBeTold: true)];
        FamilyGroupConferenceOffer[] together = [new(Mother, Day, true, "accepted"), new(Father, Day, false, "declined")];
        Assert.Equal("offer-not-apart", FamilyGroupConference.CannotBeOffered(together, family, Day, Day)?.Code);
        Assert.Null(FamilyGroupConference.CannotBeOffered([.. together.Select(offer => offer with { OfferedApart = true })], family, Day, Day));
    }

    [Fact]
    public void Offer_ToAStrangerOrTwice_IsRefused()
    {
        Assert.Equal("adult-unknown", Refused(new FamilyGroupConferenceOffer(Guid.CreateVersion7(), Day, true, "declined")));
        Assert.Equal("offered-twice", Refused(new(Mother, Day, true, "declined"), new(Mother, Day, true, "accepted")));
        Assert.Equal("unknown-code", Refused(new FamilyGroupConferenceOffer(Mother, Day, true, "perhaps")));
        Assert.Equal("day-impossible", Refused(new FamilyGroupConferenceOffer(Mother, Day.AddDays(1), true, "declined")));
    }

    private static string? Refused(params FamilyGroupConferenceOffer[] offers) =>
        FamilyGroupConference.CannotBeOffered(offers, Family, Day, Day)?.Code;

    private static FamilyGroupConference Round(params (Guid Adult, string Response)[] offers) => FamilyGroupConference.Offer(
        Guid.CreateVersion7(), Guid.CreateVersion7(),
        [.. offers.Select(offer => new FamilyGroupConferenceOffer(offer.Adult, Day, true, offer.Response))], Now);

    private static string? Stops(FamilyGroupConference[] conferences, bool exception = false, string? answer = null) =>
        FamilyGroupConferenceGate.Stops(Family, conferences, exception, answer)?.Code;
}
