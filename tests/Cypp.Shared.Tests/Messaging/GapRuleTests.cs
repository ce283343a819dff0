using Cypp.Messaging.Consume;
using Cypp.Messaging.Consume.Reconcile;

namespace Cypp.Shared.Tests.Messaging;

/// <summary>MQ-5, MQ-13: what of a stream is asked for.</summary>
public sealed class GapRuleTests
{
    public static TheoryData<long, long[], (long, long)[]> Gaps => new()
    {
        { 0, [3], [(1, 2)] },
        { 4, [3, 4, 5, 6], [] },
        { 2, [3, 6, 7, 9], [(4, 5), (8, 8)] },
        { 0, [.. Enumerable.Range(1, 12).Select(number => (long)number * 2)], [(1, 23)] },
    };

    [Theory]
    [MemberData(nameof(Gaps))]
    public void Missing_IsEachGapOrOfVeryManyTheWhole(long position, long[] held, (long, long)[] gaps) => Assert.Equal(gaps, GapRule.Missing(position, held));

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 5)]
    public void Lacking_AtTheHeadOrBeyond_IsNothing(long position, long head) => Assert.Empty(HeadRule.Lacking(position, [], head));

    [Fact]
    public void Lacking_IsNotWhatWaitsAlready() => Assert.Equal([(2, 3), (6, 8)], HeadRule.Lacking(1, [5, 4], 8));

    [Theory]
    [InlineData(8, null, 8)]
    [InlineData(8, 5L, 4)]
    [InlineData(8, 1L, 0)]
    public void ToldUpTo_IsBeforeWhatWaits(long head, long? first, long told) => Assert.Equal(told, HeadRule.ToldUpTo(head, first));
}
