using System.CommandLine;
using Cypp.Identity.Features;

namespace Cypp.Identity.Commands;

/// <summary><c>agency add-key</c> and <c>agency retire-key</c>: how a client changes its key without a refusal (ID-2).</summary>
internal static class AgencyKeyCommands
{
    public static Command Add(AgencyStore store)
    {
        var client = new Option<string>("--client") { Required = true, Description = "Client id of the agency's system." };
        var key = new Option<FileInfo>("--key") { Required = true, Description = "Its next public key, JWK or PEM." };
        var kid = new Option<string?>("--kid") { Description = "Name of the key; its own or its thumbprint (RFC 7638) if left out." };
        var command = new Command("add-key", "Adds a client's second key; both are believed until one is retired.") { client, key, kid };
        command.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () =>
            {
                var (clientId, added) = (parsed.GetRequiredValue(client), PublicKeys.Read(File.ReadAllText(parsed.GetRequiredValue(key).FullName), parsed.GetValue(kid)));
                return [new(clientId, $"key {added.KeyId} added", (services, token) => services.GetRequiredService<AddClientKey>().HandleAsync(clientId, added, token))];
            }, cancellationToken));
        return command;
    }

    public static Command Retire(AgencyStore store)
    {
        var client = new Option<string>("--client") { Required = true, Description = "Client id of the agency's system." };
        var kid = new Option<string>("--kid") { Required = true, Description = "Name of the key." };
        var command = new Command("retire-key", "Retires one of a client's two keys.") { client, kid };
        command.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () =>
            {
                var (clientId, retired) = (parsed.GetRequiredValue(client), parsed.GetRequiredValue(kid));
                return [new(clientId, $"key {retired} retired", (services, token) => services.GetRequiredService<RetireClientKey>().HandleAsync(clientId, retired, token))];
            }, cancellationToken));
        return command;
    }
}
