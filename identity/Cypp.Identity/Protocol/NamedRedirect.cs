using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Protocol;

/// <summary>A pushed request says where its answer goes, even of a client with one address (FAPI 2.0 section 5.3.2.2).</summary>
internal sealed class NamedRedirect : IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidatePushedAuthorizationRequestContext>()
        .UseSingletonHandler<NamedRedirect>()
        .SetOrder(int.MinValue + 1000)
        .Build();

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context)
    {
        if (string.IsNullOrEmpty(context.Request.RedirectUri))
        {
            context.Reject(OpenIddictConstants.Errors.InvalidRequest, "The mandatory 'redirect_uri' parameter is missing.");
        }

        return ValueTask.CompletedTask;
    }
}
