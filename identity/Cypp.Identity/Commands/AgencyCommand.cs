using System.CommandLine;
using System.Globalization;
using Cypp.Identity.Features;

namespace Cypp.Identity.Commands;

/// <summary><c>agency ...</c>: how partner agencies and their keys get in.</summary>
internal static class AgencyCommand
{
    public static Task<int> RunAsync(string[] args, AgencyStore store)
    {
        var root = new RootCommand("Registers partner agencies, their people, the gateway and their keys.")
        {
            new Command("agency", "Partner agencies.")
            {
                Register(store), Import(store), WebClientCommand.Of(store), AgencyKeyCommands.Add(store), AgencyKeyCommands.Retire(store),
                AgencyCertificateCommands.Add(store), AgencyCertificateCommands.Retire(store),
                RevokeCommands.Revoke(store), RevokeCommands.Reinstate(store),
            },
            PractitionerCommand.Of(store),
            GatewayCommand.Of(store),
            SigningKeyCommand.Of(store),
        };
        return root.Parse(args).InvokeAsync();
    }

    private static Command Register(AgencyStore store)
    {
        var id = new Option<Guid>("--id") { Required = true, Description = "The agency's id, a UUID." };
        var name = new Option<string>("--name") { Required = true, Description = "Its name." };
        var type = new Option<string>("--type") { Required = true, Description = "As access-matrix.json has it: school, social-care, health, platform ..." };
        var cluster = new Option<string?>("--cluster") { Description = "The cluster that it serves; leave out for the whole city." };
        var roles = new Option<string>("--roles") { Required = true, Description = "Roles that it may claim for its practitioners, separated by commas." };
        var client = new Option<string>("--client") { Required = true, Description = "Client id of its system." };
        var keys = new Option<FileInfo[]>("--key") { Required = true, Arity = new ArgumentArity(1, 2), Description = "Its public key, JWK or PEM; twice while it rotates." };
        var kids = new Option<string[]>("--kid") { Arity = new ArgumentArity(0, 2), Description = "Name of each key; its own or its thumbprint (RFC 7638) if left out." };
        var pkcs1 = new Option<bool>("--pkcs1") { Description = "Its system signs with RS256 or RS512 only; without it PS256, PS512, ES256 or ES384 is demanded." };
        var scopes = new Option<string?>("--scopes") { Description = "Services that its tokens are for, separated by commas; all if left out." };
        var ends = new Option<string?>("--contract-ends") { Description = "Last day of its contract, as 2027-08-31; no end if left out." };
        var command = new Command("register", "Registers an agency and its client, or brings them up to date.")
        {
            id, name, type, cluster, roles, client, keys, kids, pkcs1, scopes, ends,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var names = parsed.GetValue(kids) ?? [];
            var files = parsed.GetRequiredValue(keys);
            return store.ApplyAsync(() =>
            [
                AgencyChange.Register(new(
                    parsed.GetRequiredValue(id), parsed.GetRequiredValue(name), parsed.GetRequiredValue(type), parsed.GetValue(cluster),
                    Listed(parsed.GetRequiredValue(roles)),
                    parsed.GetRequiredValue(client),
                    [.. files.Select((file, index) => PublicKeys.Read(File.ReadAllText(file.FullName), names.ElementAtOrDefault(index)))],
                    parsed.GetValue(pkcs1), parsed.GetValue(scopes) is { } named ? Listed(named) : null,
                    parsed.GetValue(ends) is { } last ? Day(last) : null)),
            ], cancellationToken);
        });
        return command;
    }

    private static Command Import(AgencyStore store)
    {
        var file = new Option<FileInfo>("--file") { Required = true, Description = "JSON array of {id, name, type, cluster?, roles[], clientId, jwk, signsWithPkcs1?, contractEndsOn?}." };
        var command = new Command("import", "Registers all agencies of a file; again changes nothing.") { file };
        command.SetAction((parsed, cancellationToken) => store.ApplyAsync(
            () => [.. AgencyFile.Read(File.ReadAllText(parsed.GetRequiredValue(file).FullName)).Select(AgencyChange.Register)], cancellationToken));
        return command;
    }

    /// <exception cref="ArgumentException">Not a day.</exception>
    public static DateOnly Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day : throw new ArgumentException("--contract-ends must be a day such as 2027-08-31.");

    public static string[] Listed(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
