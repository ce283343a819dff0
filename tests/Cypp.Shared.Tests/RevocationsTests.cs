using System.Security.Claims;
using Cypp.ServiceKit.Trust;
using Cypp.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cypp.Shared.Tests;

/// <summary>ID-5: nobody is believed by a list that is older than a minute.</summary>
public sealed class RevocationsTests
{
    [Fact]
    public async Task Refresh_SourceGoesAway_ListIsGoneAfterAMinuteAndComesBack()
    {
        var (issuer, time) = (new TestIssuer { Revoked = _ => Task.FromResult(new RevokedList(["stolen"], [], ["leaked"])) }, new FakeTimeProvider());
        using var revocations = new Revocations(issuer, time, NullLogger<Revocations>.Instance);
        var stolen = new ClaimsPrincipal(new ClaimsIdentity([new("sub", "stolen")]));
        var other = new ClaimsPrincipal(new ClaimsIdentity([new("sub", "other")]));
        Assert.False(revocations.AreKnown);
        Assert.True(await revocations.RefreshAsync(CancellationToken.None));
        Assert.Equal((true, true, false), (revocations.AreKnown, revocations.Names(stolen, "good"), revocations.Names(other, "good")));
        Assert.True(revocations.Names(other, "leaked"));
        issuer.Revoked = _ => throw new HttpRequestException("away");
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(await revocations.RefreshAsync(CancellationToken.None));
        Assert.True(revocations.AreKnown);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((false, true), (revocations.AreKnown, revocations.WereKnown));
        issuer.Revoked = _ => Task.FromResult(RevokedList.Empty);
        Assert.True(await revocations.RefreshAsync(CancellationToken.None));
        Assert.Equal((true, false), (revocations.AreKnown, revocations.Names(stolen, "good")));
    }

    /// <summary>By whatever claim it is of who was revoked; one that does not say when it was made is of before.</summary>
    [Theory]
    [InlineData("azp", "100", true)]
    [InlineData("sub", "99", true)]
    [InlineData("agency", "100", true)]
    [InlineData("practitioner_id", "100", true)]
    [InlineData("practitioner_id", null, true)]
    [InlineData("practitioner_id", "101", false)]
    [InlineData("sid", "100", false)]
    public void Names_WhoIsLetInAgain_WhatWasMadeBefore(string claim, string? issuedAt, bool named)
    {
        var list = RevokedList.Empty with { LetInAgain = new() { ["somebody"] = 100 } };
        List<Claim> claims = [new(claim, "somebody")];
        if (issuedAt is not null)
        {
            claims.Add(new("iat", issuedAt));
        }

        Assert.Equal(named, list.Names(new ClaimsPrincipal(new ClaimsIdentity(claims)), "good"));
    }

    [Fact]
    public async Task Refresh_TwoAtOnce_KeepsTheListAskedForLast()
    {
        var (older, time) = (new TaskCompletionSource<RevokedList>(), new FakeTimeProvider());
        var issuer = new TestIssuer { Revoked = _ => older.Task };
        using var revocations = new Revocations(issuer, time, NullLogger<Revocations>.Instance);
        var slow = revocations.RefreshAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(1));
        issuer.Revoked = _ => Task.FromResult(new RevokedList([], [], ["leaked"]));
        Assert.True(await revocations.RefreshAsync(CancellationToken.None));
        older.SetResult(RevokedList.Empty);
        Assert.True(await slow);
        Assert.True(revocations.NamesKey("leaked"));
    }
}
