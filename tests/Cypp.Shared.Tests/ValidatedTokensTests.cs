using System.Security.Claims;
using Cypp.ServiceKit.Trust;
using Microsoft.Extensions.Time.Testing;

namespace Cypp.Shared.Tests;

public sealed class ValidatedTokensTests
{
    private static readonly ClaimsPrincipal Somebody = new(new ClaimsIdentity([new("sub", "somebody")]));

    [Theory]
    [InlineData(20, 20)]
    [InlineData(60, 60)]
    [InlineData(3600, 60)]
    public void Find_UntilTheTokenEndsOrAMinute_IsKnown(int lifetime, int known)
    {
        var time = new FakeTimeProvider();
        using var tokens = new ValidatedTokens(time);
        var key = ValidatedTokens.KeyOf("one");
        tokens.Keep(key, Somebody, "kid", time.GetUtcNow().AddSeconds(lifetime));
        time.Advance(TimeSpan.FromSeconds(known - 1));
        Assert.Same(Somebody, tokens.Find(key)!.Principal);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(tokens.Find(key));
    }

    [Fact]
    public void Keep_TokenThatHasEnded_IsNotKnown()
    {
        var time = new FakeTimeProvider();
        using var tokens = new ValidatedTokens(time);
        tokens.Keep("ended", Somebody, "kid", time.GetUtcNow());
        Assert.Equal((null, 0), (tokens.Find("ended"), tokens.Count));
    }

    [Fact]
    public void Keep_MoreThanTheBound_IsNeverMore()
    {
        var time = new FakeTimeProvider();
        using var tokens = new ValidatedTokens(time);
        for (var at = 0; at < ValidatedTokens.Most + 500; at++)
        {
            tokens.Keep(ValidatedTokens.KeyOf($"{at}"), Somebody, "kid", time.GetUtcNow().AddSeconds(60));
            Assert.InRange(tokens.Count, 1, ValidatedTokens.Most);
        }
    }
}
