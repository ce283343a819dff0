using System.Security.Cryptography;
using System.Text;
using Cypp.Identity.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace Cypp.Identity.Protocol;

/// <summary>
/// What OpenIddict leaves open about a client assertion whose signature holds: algorithm, key id, times and single use
/// (ID-1). A used assertion is a row with a unique key, so it is used once whichever replica sees it.
/// </summary>
internal sealed class AssertionGuard(IdentityDb db, IOpenIddictApplicationManager clients, TimeProvider clock)
    : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);
    private static readonly string[] Algorithms = ["ES256", "PS256", "RS256"];

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessAuthenticationContext>()
        .AddFilter<OpenIddictServerHandlerFilters.RequireClientAssertionPrincipal>()
        .UseScopedHandler<AssertionGuard>()
        .SetOrder(ValidateClientAssertionIssuer.Descriptor.Order + 1)
        .Build();

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        var assertion = new JsonWebToken(context.ClientAssertion);
        if (WhatIsWrong(assertion) is { } reason)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient, reason);
        }
        else if (!await IsKeyOfClientAsync(assertion, context.CancellationToken))
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient, "kid-unknown");
        }
        else if (!await IsFirstUseAsync(assertion, context.CancellationToken))
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient, "assertion-used-before");
        }
    }

    private string? WhatIsWrong(JsonWebToken assertion)
    {
        var now = clock.GetUtcNow();
        if (!Algorithms.Contains(assertion.Alg))
        {
            return "algorithm-not-allowed";
        }

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

    private async Task<bool> IsKeyOfClientAsync(JsonWebToken assertion, CancellationToken cancellationToken)
    {
        var client = await clients.FindByClientIdAsync(assertion.Issuer, cancellationToken);
        var keys = client is null ? null : await clients.GetJsonWebKeySetAsync(client, cancellationToken);
        return keys?.Keys.Any(key => key.Kid == assertion.Kid) is true;
    }

    private async Task<bool> IsFirstUseAsync(JsonWebToken assertion, CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{assertion.Issuer}\n{assertion.Id}")));
        var expiresAt = (clock.GetUtcNow() + LongestLife + Skew + Skew).ToUnixTimeSeconds();
        return await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO seen_assertion ("Id", "ExpiresAt") VALUES ({id}, {expiresAt}) ON CONFLICT DO NOTHING""", cancellationToken) == 1;
    }
}
