using Cypp.Identity.Data;
using Cypp.ServiceKit.Trust;
using Microsoft.AspNetCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace Cypp.Identity.Protocol;

/// <summary>
/// A client that registered a certificate is believed only when its request came with it (RFC 8705): who stole its key alone gets no
/// token. The gateway says which was shown.
/// </summary>
internal sealed partial class CertificateGuard(IdentityDb db, TokenBearer bearer, ILogger<CertificateGuard> logger) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    private const string Shown = "cypp-certificate-shown";

    /// <summary>Before the assertion counts as used: who has the certificate may yet come with it.</summary>
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessAuthenticationContext>()
        .AddFilter<OpenIddictServerHandlerFilters.RequireClientAssertionPrincipal>()
        .UseScopedHandler<CertificateGuard>()
        .SetOrder(ValidateClientAssertionIssuer.Descriptor.Order + 1)
        .Build();

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        var clientId = new JsonWebToken(context.ClientAssertion).Issuer;
        var client = await db.Clients.AsNoTracking().FirstOrDefaultAsync(row => row.ClientId == clientId, context.CancellationToken);
        if (client is not { CertificateThumbprints: { Count: > 0 } registered })
        {
            return;
        }

        if (bearer.CertificateOf(context.Transaction.GetHttpRequest()!.HttpContext) is { } shown && registered.Contains(shown))
        {
            context.Transaction.SetProperty(Shown, shown);
        }
        else
        {
            // Its agency must hear of it: its own system would have shown the certificate.
            LogMissing(client.ClientId);
            context.Reject(OpenIddictConstants.Errors.InvalidClient, "certificate-missing");
        }
    }

    /// <returns>The registered certificate with which the request came, to which its token is bound; null: the client has none.</returns>
    public static string? ShownIn(OpenIddictServerTransaction transaction) => transaction.GetProperty<string>(Shown);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "CertificateMissing", Message = "An assertion that client {ClientId} signed came without a certificate that it registered")]
    private partial void LogMissing(string clientId);
}
