using Cypp.Identity.Domain;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cypp.Identity.Protocol;

/// <summary>Leaves out of the discovery document what is advertised by habit and does not work here (ID-9).</summary>
internal sealed class HonestDiscovery : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleConfigurationRequestContext>()
        .UseSingletonHandler<HonestDiscovery>()
        .SetOrder(int.MaxValue - 1000)
        .Build();

    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        context.Claims.Clear();
        context.PromptValues.Clear();
        context.IdTokenSigningAlgorithms.Clear();
        context.Metadata["token_endpoint_auth_signing_alg_values_supported"] = new([.. AssertionAlgorithms.ForEveryone, .. AssertionAlgorithms.Pkcs1]);
        return ValueTask.CompletedTask;
    }
}
