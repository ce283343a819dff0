using System.CommandLine;
using Cypp.Identity.Features;

namespace Cypp.Identity.Commands;

/// <summary><c>agency register-web</c>: the client through which an agency's people sign in (ID-7).</summary>
internal static class WebClientCommand
{
    public static Command Of(AgencyStore store)
    {
        var id = new Option<Guid>("--id") { Required = true, Description = "The agency's id; it is registered already." };
        var client = new Option<string>("--client") { Required = true, Description = "Client id of its web application, not that of its system." };
        var keys = new Option<FileInfo[]>("--key") { Required = true, Arity = new ArgumentArity(1, 2), Description = "Its public key, JWK or PEM; twice while it rotates." };
        var kid = new Option<string?>("--kid") { Description = "Name of a single key; its own or its thumbprint (RFC 7638) if left out." };
        var redirects = new Option<string[]>("--redirect") { Required = true, Description = "Where it takes answers; compared exactly. May be repeated." };
        var scopes = new Option<string?>("--scopes") { Description = "Services that its tokens are for, separated by commas; all if left out." };
        var command = new Command("register-web", "Registers the client through which an agency's people sign in.") { id, client, keys, kid, redirects, scopes };
        command.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () =>
            {
                var request = new RegisterWebClient.Request(
                    parsed.GetRequiredValue(id), parsed.GetRequiredValue(client),
                    [.. parsed.GetRequiredValue(keys).Select(file => PublicKeys.Read(File.ReadAllText(file.FullName), parsed.GetValue(kid)))],
                    [.. parsed.GetRequiredValue(redirects).Select(Address)], parsed.GetValue(scopes) is { } named ? AgencyCommand.Listed(named) : null);
                return
                [
                    new(request.ClientId, $"key {string.Join(" and ", request.Keys.Select(key => key.KeyId))}",
                        (services, token) => services.GetRequiredService<RegisterWebClient>().HandleAsync(request, token)),
                ];
            }, cancellationToken));
        return command;
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw new ArgumentException("--redirect must be an absolute address.");
}
