using Cypp.Identity.Data;
using Cypp.Identity.Features;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.EntityFrameworkCore.Models;

namespace Cypp.Identity.Tests;

/// <summary>ID-2: a client's keys are kept inline, two at once while it rotates; there is no other way to prove who it is.</summary>
public sealed class ClientKeysTests
{
    [Theory, Engines]
    public async Task Rotate_AddThenRetire_NeverRefusesTheClient(Engine engine)
    {
        await using var identity = await IdentityUnderTest.StartAsync(engine);
        var next = TestKey.Ec("second");
        Assertion ByNext() => new(IdentityUnderTest.ClientId, IdentityUnderTest.Issuer, identity.Now, next);
        Assert.Equal((200, 401), await AskBothAsync());
        Assert.Null(await AddAsync(identity, next.Public));
        Assert.Null(await AddAsync(identity, next.Public));
        Assert.Equal((200, 200), await AskBothAsync());
        Assert.Null(await RetireAsync(identity, "first"));
        Assert.Equal((401, 200), await AskBothAsync());

        async Task<(int, int)> AskBothAsync() => ((await identity.AskAsync(identity.Assertion())).Status, (await identity.AskAsync(ByNext())).Status);
    }

    [Fact]
    public async Task Retire_AtOneReplica_HoldsAtTheOtherAtOnce()
    {
        var (first, second) = await IdentityUnderTest.StartReplicasAsync();
        await using var one = first;
        await using var two = second;
        Assert.Equal(200, (await second.AskAsync(second.Assertion())).Status);
        Assert.Null(await AddAsync(first, TestKey.Ec("second").Public));
        Assert.Null(await RetireAsync(first, "first"));
        Assert.Equal(401, (await second.AskAsync(second.Assertion())).Status);
    }

    [Fact]
    public async Task Change_WhatCannotBe_IsRefusedByName()
    {
        await using var identity = await IdentityUnderTest.StartAsync(Engine.Sqlite);
        Assert.Equal("key-last", await RetireAsync(identity, "first"));
        Assert.Equal("key-unknown", await RetireAsync(identity, "nobody"));
        Assert.Equal("key-unusable", await AddAsync(identity, TestKey.Rsa("first").Public));
        Assert.Equal("key-unusable", await AddAsync(identity, TestKey.Rsa("small", bits: 1024).Public));
        Assert.Null(await AddAsync(identity, TestKey.Ec("second").Public));
        Assert.Equal("key-unusable", await AddAsync(identity, TestKey.Ec("third").Public));
        await using var scope = identity.Service.Services.CreateAsyncScope();
        var unknown = await scope.ServiceProvider.GetRequiredService<RetireClientKey>().HandleAsync("nobody", "first", CancellationToken.None);
        Assert.Equal("client-unknown", unknown?.Code);
    }

    [Fact]
    public async Task Post_SharedSecret_IsRefused()
    {
        var identity = await IdentityUnderTest.SharedAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = IdentityUnderTest.ClientId,
            ["client_secret"] = "secret",
        });
        using var response = await identity.Service.AnonymousClient().PostAsync("/identity/connect/token", form);
        Assert.InRange((int)response.StatusCode, 400, 401);
        Assert.Contains("invalid_", await response.Content.ReadAsStringAsync());
        var secrets = await identity.Service.InDatabaseAsync<IdentityDb, int>(db =>
            db.Set<OpenIddictEntityFrameworkCoreApplication>().CountAsync(client => client.ClientSecret != null));
        Assert.Equal(0, secrets);
    }

    private static async Task<string?> AddAsync(IdentityUnderTest identity, JsonWebKey key)
    {
        await using var scope = identity.Service.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<AddClientKey>().HandleAsync(IdentityUnderTest.ClientId, key, CancellationToken.None))?.Code;
    }

    private static async Task<string?> RetireAsync(IdentityUnderTest identity, string keyId)
    {
        await using var scope = identity.Service.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<RetireClientKey>().HandleAsync(IdentityUnderTest.ClientId, keyId, CancellationToken.None))?.Code;
    }
}
