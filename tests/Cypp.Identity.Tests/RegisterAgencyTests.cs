using Cypp.Identity.Data;
using Cypp.Identity.Features;
using Cypp.Testing;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Identity.Tests;

/// <summary>ID-2: agencies, their clients and their public keys.</summary>
public sealed class RegisterAgencyTests
{
    [Theory, Engines]
    public async Task Register_Again_ChangesNothing(Engine engine)
    {
        await using var identity = await IdentityUnderTest.StartAsync(engine);
        Assert.Null(await identity.RegisterAsync(identity.Request()));
        var counts = await identity.Service.InDatabaseAsync<IdentityDb, (int, int)>(async db => (await db.Agencies.CountAsync(), await db.Clients.CountAsync()));
        Assert.Equal((1, 1), counts);
        Assert.Equal(200, (await identity.AskAsync(identity.Assertion())).Status);
    }

    [Fact]
    public async Task Register_TwoKeysThenTheNewOne_RotatesWithoutARefusal()
    {
        await using var identity = await IdentityUnderTest.StartAsync(Engine.Sqlite);
        var next = TestKey.Ec("second");
        Assertion ByNext() => new(IdentityUnderTest.ClientId, IdentityUnderTest.Issuer, identity.Now, next);
        Assert.Null(await identity.RegisterAsync(identity.Request(keys: [identity.Key.Public, next.Public])));
        Assert.Equal((200, 200), ((await identity.AskAsync(identity.Assertion())).Status, (await identity.AskAsync(ByNext())).Status));
        Assert.Null(await identity.RegisterAsync(identity.Request(keys: next.Public)));
        Assert.Equal((401, 200), ((await identity.AskAsync(identity.Assertion())).Status, (await identity.AskAsync(ByNext())).Status));
    }

    [Fact]
    public async Task Register_WhatCannotBe_IsRefusedByName()
    {
        await using var identity = await IdentityUnderTest.StartAsync(Engine.Sqlite);
        var good = identity.Request();
        async Task<string?> CodeAsync(RegisterAgency.Request request) => (await identity.RegisterAsync(request))?.Code;
        Assert.Equal("agency-type-unknown", await CodeAsync(good with { Type = "shop" }));
        Assert.Equal("role-unknown", await CodeAsync(good with { Roles = ["king"] }));
        Assert.Equal("role-of-another-type", await CodeAsync(good with { Type = "school", Roles = [Cypp.Access.Roles.SocialWorker] }));
        Assert.Null(await CodeAsync(good with { Type = "probation", Roles = [Cypp.Access.Roles.ProbationOfficer] }));
        Assert.Equal("name-missing", await CodeAsync(good with { Name = " " }));
        Assert.Equal("client-of-another-agency", await CodeAsync(good with { Id = Guid.CreateVersion7() }));
        Assert.Equal("key-unusable", await CodeAsync(good with { Keys = [] }));
        Assert.Equal("key-unusable", await CodeAsync(good with { Keys = [TestKey.Rsa("small", bits: 1024).Public] }));
        Assert.Equal("key-unusable", await CodeAsync(good with { Keys = [identity.Key.Public, identity.Key.Public] }));
    }

    [Fact]
    public void Read_PrivateKey_IsRefused()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        Assert.Throws<ArgumentException>(() => PublicKeys.Read(rsa.ExportPkcs8PrivateKeyPem()));
        Assert.Equal("mine", PublicKeys.Read(rsa.ExportSubjectPublicKeyInfoPem(), "mine").KeyId);
    }
}
