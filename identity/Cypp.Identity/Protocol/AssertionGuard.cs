using System.Security.Cryptography;
using System.Text;
using Cypp.Identity.Data;
using Cypp.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Protocol;

/// <summary>
/// What OpenIddict leaves open about a client assertion (RFC 7523) whose signature holds: algorithm, times and single use
/// (ID-1). A used assertion is a row with a unique key, so it is used once whichever replica sees it.
/// </summary>
internal sealed class AssertionGuard(IdentityDb db, TimeProvider clock) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    private const string Believed = "cypp-client-believed";
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessAuthenticationContext>()
        .AddFilter<OpenIddictServerHandlerFilters.RequireClientAssertionPrincipal>()
        .UseScopedHandler<AssertionGuard>()
        .SetOrder(CertificateGuard.Descriptor.Order + 1)
        .Build();

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        var assertion = new JsonWebToken(context.ClientAssertion);
        if (WhatIsWrong(assertion) is { } reason)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient, reason);
        }
        else if (!await IsAlgorithmAllowedAsync(assertion, context.CancellationToken))
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient, "algorithm-not-allowed");
        }
        else if (!await IsFirstUseAsync(assertion, context.CancellationToken))
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient, "assertion-used-before");
        }
        else
        {
            context.Transaction.SetProperty(Believed, new object());
        }
    }

    /// <summary>Whether the request's client proved who it is.</summary>
    public static bool HasBelieved(OpenIddictServerTransaction transaction) => transaction.GetProperty<object>(Believed) is not null;

    private string? WhatIsWrong(JsonWebToken assertion)
    {
        var now = clock.GetUtcNow();
        if (assertion.Id is not { Length: > 0 and <= 128 })
        {
            return "jti-missing";
        }

        if (!TryRead(assertion, "exp", out var expires) || expires < now - Skew || expires > now + LongestLife + Skew)
        {
            return "exp-out-of-range";
        }

        if (!TryRead(assertion, "iat", out var issued) || issued > now + Skew)
        {
            return "iat-out-of-range";
        }

        return TryRead(assertion, "nbf", out var notBefore) && notBefore > now + Skew ? "nbf-out-of-range" : null;
    }

    private static bool TryRead(JsonWebToken assertion, string claim, out DateTimeOffset moment)
    {
        var found = assertion.TryGetPayloadValue<long>(claim, out var seconds) && seconds is > 0 and < 100_000_000_000;
        moment = found ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return found;
    }

    private async Task<bool> IsAlgorithmAllowedAsync(JsonWebToken assertion, CancellationToken cancellationToken) => AssertionAlgorithms.Allow(
        assertion.Alg,
        await db.Clients.AnyAsync(client => client.ClientId == assertion.Issuer && client.SignsWithPkcs1, cancellationToken));

    private async Task<bool> IsFirstUseAsync(JsonWebToken assertion, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(assertion.Id)));
        // Kept until its age alone refuses it.
        var expiresAt = (clock.GetUtcNow() + LongestLife + Skew + Skew).ToUnixTimeSeconds();
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO seen_assertion ("ClientId", "JtiHash", "ExpiresAt") VALUES ({assertion.Issuer}, {hash}, {expiresAt})
            ON CONFLICT DO NOTHING
            """, cancellationToken) == 1;
    }
}
