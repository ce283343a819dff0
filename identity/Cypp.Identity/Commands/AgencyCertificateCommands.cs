using System.CommandLine;
using Cypp.Identity.Features;

namespace Cypp.Identity.Commands;

/// <summary><c>agency add-certificate</c> and <c>agency retire-certificate</c>: what a client's tokens are bound to (RFC 8705).</summary>
internal static class AgencyCertificateCommands
{
    public static Command Add(AgencyStore store)
    {
        var client = new Option<string>("--client") { Required = true, Description = "Client id of the agency's system." };
        var certificate = new Option<FileInfo>("--certificate") { Required = true, Description = "Its certificate, PEM, without the key." };
        var command = new Command("add-certificate", "Binds a client's tokens to its certificate; two while it changes.") { client, certificate };
        command.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () =>
            {
                var (clientId, added) = (parsed.GetRequiredValue(client), ClientCertificate.Read(File.ReadAllText(parsed.GetRequiredValue(certificate).FullName)));
                return
                [
                    new(clientId, $"certificate {added.Thumbprint} added", (services, token) => services.GetRequiredService<AddClientCertificate>().HandleAsync(clientId, added, token)),
                ];
            }, cancellationToken));
        return command;
    }

    public static Command Retire(AgencyStore store)
    {
        var client = new Option<string>("--client") { Required = true, Description = "Client id of the agency's system." };
        var thumbprint = new Option<string>("--thumbprint") { Required = true, Description = "SHA-256 of the certificate, base64url, as it was printed." };
        var command = new Command("retire-certificate", "Retires one of a client's certificates; without any its tokens are bound to none.") { client, thumbprint };
        command.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () =>
            {
                var (clientId, retired) = (parsed.GetRequiredValue(client), parsed.GetRequiredValue(thumbprint));
                return
                [
                    new(clientId, $"certificate {retired} retired", (services, token) => services.GetRequiredService<RetireClientCertificate>().HandleAsync(clientId, retired, token)),
                ];
            }, cancellationToken));
        return command;
    }
}
