using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Cypp.Identity.Features;
using Cypp.ServiceKit.Hosting;

namespace Cypp.Identity.Commands;

/// <summary><c>agency register</c> and <c>agency import</c>: how partner agencies and their keys get in.</summary>
internal static class AgencyCommand
{
    public static Task<int> RunAsync(string[] args, IEnumerable<KeyValuePair<string, string?>>? settings)
    {
        var root = new RootCommand("Registers partner agencies and their keys.")
        {
            new Command("agency", "Partner agencies.") { Register(settings), Import(settings) },
        };
        return root.Parse(args).InvokeAsync();
    }

    private static Command Register(IEnumerable<KeyValuePair<string, string?>>? settings)
    {
        var id = new Option<Guid>("--id") { Required = true, Description = "The agency's id, a UUID." };
        var name = new Option<string>("--name") { Required = true, Description = "Its name." };
        var type = new Option<string>("--type") { Required = true, Description = "school, early-help, police, social-care, health, education-authority, lscb or platform." };
        var cluster = new Option<string?>("--cluster") { Description = "The cluster that it serves; leave out for the whole city." };
        var roles = new Option<string>("--roles") { Required = true, Description = "Roles that it may claim for its practitioners, separated by commas." };
        var client = new Option<string>("--client") { Required = true, Description = "Client id of its system." };
        var keys = new Option<FileInfo[]>("--key") { Required = true, Arity = new ArgumentArity(1, 2), Description = "Its public key, JWK or PEM; twice while it rotates." };
        var kids = new Option<string[]>("--kid") { Arity = new ArgumentArity(0, 2), Description = "Name of each key; its own or its thumbprint (RFC 7638) if left out." };
        var command = new Command("register", "Registers an agency and its client, or brings them up to date.") { id, name, type, cluster, roles, client, keys, kids };
        command.SetAction((parsed, cancellationToken) =>
        {
            var named = parsed.GetValue(kids) ?? [];
            var files = parsed.GetRequiredValue(keys);
            return SaveAsync(settings, () =>
            [
                new RegisterAgency.Request(
                    parsed.GetRequiredValue(id), parsed.GetRequiredValue(name), parsed.GetRequiredValue(type), parsed.GetValue(cluster),
                    parsed.GetRequiredValue(roles).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                    parsed.GetRequiredValue(client),
                    [.. files.Select((file, index) => PublicKeys.Read(File.ReadAllText(file.FullName), named.ElementAtOrDefault(index)))]),
            ], cancellationToken);
        });
        return command;
    }

    private static Command Import(IEnumerable<KeyValuePair<string, string?>>? settings)
    {
        var file = new Option<FileInfo>("--file") { Required = true, Description = "JSON array of {id, name, type, cluster?, roles[], clientId, jwk}." };
        var command = new Command("import", "Registers all agencies of a file; again changes nothing.") { file };
        command.SetAction((parsed, cancellationToken) => SaveAsync(
            settings, () => [.. AgencyFile.Read(File.ReadAllText(parsed.GetRequiredValue(file).FullName))], cancellationToken));
        return command;
    }

    private static async Task<int> SaveAsync(
        IEnumerable<KeyValuePair<string, string?>>? settings, Func<IReadOnlyList<RegisterAgency.Request>> read, CancellationToken cancellationToken)
    {
        IReadOnlyList<RegisterAgency.Request> requests;
        try
        {
            requests = read();
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or IOException or JsonException or CryptographicException)
        {
            await Console.Error.WriteLineAsync(unreadable.Message);
            return 2;
        }

        await using var app = ServiceHost.Build([], [new IdentityModule()], "identity", builder => builder.Logging.SetMinimumLevel(LogLevel.Warning), settings: settings);
        if (app.Configuration.GetValue<bool>("Database:MigrateAtStart"))
        {
            await ServiceHost.MigrateAsync(app, [new IdentityModule()]);
        }

        foreach (var request in requests)
        {
            await using var scope = app.Services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<RegisterAgency>().HandleAsync(request, cancellationToken) is { } error)
            {
                await Console.Error.WriteLineAsync($"{request.Name}: {error.Title} ({error.Code})");
                return 2;
            }

            await Console.Out.WriteLineAsync($"{request.Name}: client {request.ClientId}, key {string.Join(" and ", request.Keys.Select(key => key.KeyId))}");
        }

        return 0;
    }
}
