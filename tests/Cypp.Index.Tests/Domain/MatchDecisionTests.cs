using Cypp.Index.Domain;

namespace Cypp.Index.Tests.Domain;

/// <summary>What links by itself and what a person decides (domain.md 19: explainable matching).</summary>
public sealed class MatchDecisionTests
{
    private static readonly Guid Anna = Guid.CreateVersion7();
    private static readonly Guid Ben = Guid.CreateVersion7();
    private static readonly MatchFacts AnnaFacts = new("9434765919", "A950000178301", "ANNA", "SYNTHETIC", new DateOnly(2005, 3, 4), "LS1 4AP");
    private static readonly MatchFacts BenFacts = AnnaFacts with { NhsNumber = "9990548609", Upn = null, GivenNameKey = "BEN" };
    private static readonly MatchFacts NoNumbers = AnnaFacts with { NhsNumber = null, Upn = null };

    private static MatchDecision Of(MatchFacts asked, params (Guid, MatchFacts)[] known) => MatchDecision.Of(asked, known.Length == 0 ? [(Anna, AnnaFacts)] : known);

    [Fact]
    public void Of_NumberAlone_Links()
    {
        Assert.Equal(Anna, Of(new("9434765919", null, null, null, null, null)).ChildId);
        Assert.Equal(Anna, Of(new(null, "A950000178301", null, null, null, null)).ChildId);
    }

    [Fact]
    public void Of_NumberWithAChangedFamilyName_Links() => Assert.Equal(Anna, Of(AnnaFacts with { Upn = null, FamilyNameKey = "OTHER" }).ChildId);

    [Fact]
    public void Of_NumberOfSomeoneElseByAllElse_GoesToAPerson() =>
        Assert.Null(Of(new("9434765919", null, "OTTO", "OTHER", new DateOnly(1999, 9, 9), "BD1 1AA")).ChildId);

    [Fact]
    public void Of_NumbersOfTwoChildren_GoesToAPerson() =>
        Assert.Null(Of(new("9434765919", "B383186091390", null, null, null, null), (Anna, AnnaFacts), (Ben, BenFacts with { Upn = "B383186091390" })).ChildId);

    [Fact]
    public void Of_TemporaryUpn_ProvesNothing() =>
        Assert.Null(Of(new(null, "N38355597971C", null, null, null, null), (Anna, AnnaFacts with { Upn = "N38355597971C" })).ChildId);

    [Fact]
    public void Of_NamesBirthDateAndPostcode_LinkAtTheStatedThreshold()
    {
        var decision = Of(NoNumbers);
        Assert.Equal((Anna, 100), (decision.ChildId, decision.Score));
        Assert.Equal(["birth-date-exact", "family-name-exact", "given-name-exact", "postcode-exact"], decision.Evidence);
        Assert.Equal(90, MatchEvidence.LinkThreshold);
    }

    [Fact]
    public void Of_AnythingLess_GoesToAPersonWithItsEvidence()
    {
        MatchFacts[] less =
        [
            NoNumbers with { Postcode = null }, NoNumbers with { Postcode = "LS1 4ZZ" }, NoNumbers with { BirthDate = new DateOnly(2005, 4, 3) },
            NoNumbers with { FamilyNameKey = "SYNTHETICS" }, NoNumbers with { GivenNameKey = "ANNAH" }, NoNumbers with { BirthDate = null },
        ];
        Assert.All(less.Select(asked => Of(asked)), decision => Assert.True(decision is { ChildId: null, Score: > 0 and < 90, Evidence.Count: > 2 }));
    }

    [Fact]
    public void Of_Twins_NeverLinkByThemselves()
    {
        var known = new[] { (Anna, AnnaFacts), (Ben, BenFacts) };
        Assert.Contains(MatchEvidence.TwinPossible, Of(NoNumbers, known).Evidence);
        Assert.Null(Of(NoNumbers, known).ChildId);
        Assert.Null(Of(NoNumbers with { GivenNameKey = "BEN" }).ChildId);
        Assert.Null(Of(AnnaFacts with { GivenNameKey = "BEN" }).ChildId);
        Assert.Equal(Anna, Of(AnnaFacts, known).ChildId);
    }

    [Fact]
    public void Of_TwoRecordsThatFitEquallyWell_GoesToAPerson() =>
        Assert.Contains(MatchEvidence.MoreThanOne, Of(NoNumbers, (Anna, AnnaFacts), (Ben, NoNumbers)).Evidence);

    [Fact]
    public void Of_Nobody_IsPendingWithoutCandidates()
    {
        var decision = MatchDecision.Of(AnnaFacts, []);
        Assert.Equal((null, 0), ((Guid?)decision.ChildId, decision.Score));
        Assert.Equal([MatchEvidence.NobodyFound], decision.Evidence);
    }

    [Theory]
    [InlineData("O'Brien", "obrien")]
    [InlineData("Zoë", "ZOE")]
    [InlineData("Anne-Marie", "Anne Marie")]
    public void NameKey_SpellingsOfOneName_AreOne(string one, string other) => Assert.Equal(NameKey.Of(one), NameKey.Of(other));

    [Theory]
    [InlineData("ls14ap", "LS1 4AP")]
    [InlineData("SW1A 1AA", "SW1A 1AA")]
    [InlineData("LS1 4CP", null)]
    [InlineData("Leeds", null)]
    public void Postcode_Text_IsParsedOrRefused(string text, string? postcode) =>
        Assert.Equal(postcode, Postcode.TryParse(text, out var parsed) ? parsed.Value : null);
}
