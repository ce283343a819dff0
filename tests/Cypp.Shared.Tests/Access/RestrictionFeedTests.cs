using Cypp.Access.Feed;
using Cypp.Messaging;
using Cypp.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cypp.Shared.Tests.Access;

/// <summary>AZ-1: a copy is relied on while it knows what the index says, and for a minute after the index could last be asked.</summary>
public sealed class RestrictionFeedTests : IDisposable
{
    private static readonly RestrictionDigest Before = new("a", "h");
    private static readonly RestrictionDigest After = Before with { Sealed = "b" };

    private readonly FakeTimeProvider _time = new();
    private readonly Copy _copy = new() { Known = Before };
    private readonly TestRestrictions _index;
    private readonly RestrictionFeed _feed;

    public RestrictionFeedTests()
    {
        _index = new TestRestrictions(() => _copy);
        _feed = new RestrictionFeed("test", _copy, _index, _time, NullLogger<RestrictionFeed>.Instance);
    }

    public void Dispose() => _feed.Dispose();

    [Fact]
    public async Task Whole_FromTheFirstAgreement_UntilAMinuteWithoutAnAnswer()
    {
        Assert.False(_feed.IsWhole);
        await _feed.AskAsync(CancellationToken.None);
        Assert.True(_feed.IsWhole);
        _index.Said = _ => throw new HttpRequestException("away");
        _time.Advance(TimeSpan.FromSeconds(59));
        await _feed.AskAsync(CancellationToken.None);
        Assert.True(_feed.IsWhole);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_feed.IsWhole);
        _index.Said = null;
        await _feed.AskAsync(CancellationToken.None);
        Assert.True(_feed.IsWhole);
    }

    [Fact]
    public async Task Behind_AtTheSecondQuestion_SinceAMessageMayBeOnItsWay()
    {
        await _feed.AskAsync(CancellationToken.None);
        _index.Said = _ => Task.FromResult(After);
        await _feed.AskAsync(CancellationToken.None);
        Assert.True(_feed.IsWhole);
        await _feed.AskAsync(CancellationToken.None);
        Assert.False(_feed.IsWhole);
        _copy.Known = After;
        await _feed.AskAsync(CancellationToken.None);
        Assert.True(_feed.IsWhole);
    }

    [Fact]
    public async Task NeverAgreed_IsBehindAtOnce()
    {
        _index.Said = _ => Task.FromResult(After);
        await _feed.AskAsync(CancellationToken.None);
        Assert.False(_feed.IsWhole);
    }

    [Fact]
    public void HiddenLocations_AreComparedWhereACopyKeepsThem()
    {
        var moved = Before with { Hidden = "i" };
        Assert.False(Before.Agrees(moved));
        Assert.True((Before with { Hidden = null }).Agrees(moved));
        Assert.False(Before.Agrees(Before with { Hidden = null }));
    }

    private sealed class Copy : IRestrictionCopy
    {
        public required RestrictionDigest Known { get; set; }

        public bool IsIn(ServiceDb db) => false;

        public Task<RestrictionDigest> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Known);
    }
}
