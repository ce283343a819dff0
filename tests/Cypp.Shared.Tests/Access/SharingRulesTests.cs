using Cypp.Access.Sharing;
using Cypp.Contracts.Index;

namespace Cypp.Shared.Tests.Access;

/// <summary>AZ-6, standards.md section 6: exceptions before defaults, a denial first, and nothing without a rule that fits.</summary>
public sealed class SharingRulesTests
{
    private const string Them = "0193a000-0000-7000-8000-0000000000aa";
    private static readonly DateTimeOffset Now = new(2015, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly SharingQuestion Asked = new(Them, "EDUCATION", RecordTypes.EarlyHelp, SharingModes.Content, "EARLY_HELP", Now);
    private static readonly AgreedRule Default = new(false, true, [SharingModes.Content], [RecordTypes.EarlyHelp], ["EDUCATION"], ["EARLY_HELP"], null, null);

    public static TheoryData<string?, AgreedRule[]> Agreements => new()
    {
        { null, [] },
        { "defaults[0]", [Default] },
        { "defaults[1]", [Default, Default with { Allow = false }] },
        { "exceptions[0]", [Default, Default with { Exception = true, Allow = false, Destinations = [Them] }] },
        { "exceptions[0]", [Default with { Allow = false }, Default with { Exception = true, Destinations = [Them] }] },
        { "exceptions[1]", [Default, Default with { Exception = true }, Default with { Exception = true, Allow = false }] },
        { null, [Default with { Destinations = [] }] },
        { null, [Default with { Purposes = [] }] },
        { null, [Default with { Modes = [SharingModes.Existence] }] },
        { null, [Default with { RecordTypes = [RecordTypes.Health] }] },
        { null, [Default with { Destinations = ["HEALTH"] }] },
        { null, [Default with { From = Now.AddTicks(1) }] },
        { "defaults[0]", [Default with { From = Now }] },
        { null, [Default with { Until = Now }] },
        { "defaults[0]", [Default, Default with { Exception = true, Allow = false, Until = Now }] },
    };

    [Theory, MemberData(nameof(Agreements))]
    public void Deciding_OfAnAgreement_IsTheRuleThatAHumanWouldName(string? expected, AgreedRule[] rules)
    {
        var deciding = SharingRules.Deciding(SharingRule.Of(new(Guid.CreateVersion7(), rules)), Asked);
        Assert.Equal(expected, deciding?.Name);
    }

    [Fact]
    public void Allow_FollowsTheEffectOfTheDecidingRule()
    {
        bool Allows(params AgreedRule[] rules) => SharingRules.Allow(SharingRule.Of(new(Guid.CreateVersion7(), rules)), Asked);
        Assert.True(Allows(Default));
        Assert.False(Allows(Default, Default with { Allow = false }));
        Assert.True(Allows(Default with { Allow = false }, Default with { Exception = true }));
        Assert.False(Allows());
    }
}
