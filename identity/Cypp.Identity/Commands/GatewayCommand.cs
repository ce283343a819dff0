using System.CommandLine;
using Cypp.Identity.Features;

namespace Cypp.Identity.Commands;

/// <summary><c>gateway register</c>: the public keys by which identity knows the gateway (ID-4).</summary>
internal static class GatewayCommand
{
    public static Command Of(AgencyStore store)
    {
        var keys = new Option<FileInfo[]>("--key") { Required = true, Arity = new ArgumentArity(1, 2), Description = "Its public key, JWK or PEM; twice while it rotates." };
        var register = new Command("register", "Registers the gateway's public key, or brings it up to date.") { keys };
        register.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () =>
            {
                var read = parsed.GetRequiredValue(keys).Select(file => PublicKeys.Read(File.ReadAllText(file.FullName))).ToList();
                return
                [
                    new("Gateway", $"key {string.Join(" and ", read.Select(key => key.KeyId))}",
                        (services, token) => services.GetRequiredService<RegisterGateway>().HandleAsync(read, token)),
                ];
            }, cancellationToken));
        return new Command("gateway", "The gateway, which exchanges tokens.") { register };
    }
}
