using System.CommandLine;
using Cypp.Audit;
using Cypp.ServiceKit.Hosting;
using Microsoft.Extensions.Options;

namespace Cypp.Access.Audit.Commands;

/// <summary>
/// <c>audit verify</c>, <c>audit prove</c> and <c>audit witnessed</c>: they read the database and files and change
/// nothing; the platform may be running.
/// </summary>
internal sealed class AuditCommand(IEnumerable<IAuditReader> readers, IOptions<AuditOptions> options) : IHostCommand
{
    private const int NotThere = 2;

    public string Verb => "audit";

    public Task<int> RunAsync(string[] args) => new RootCommand("Verifies the audit of a service.")
    {
        new Command("audit", "Tamper evidence of the audit.") { Verify(), Prove(), Witnessed() },
    }.Parse(args).InvokeAsync();

    private Command Verify()
    {
        var (service, witnesses, keys) = (Service(), Witnesses(), Keys());
        var command = new Command("verify", "Verifies the whole chain against its rows and the witnesses; exit code 1 when something was tampered with.") { service, witnesses, keys };
        command.SetAction((parsed, cancellationToken) => VerifyAudit.RunAsync(
            Of(parsed.GetValue(service)), parsed.GetRequiredValue(witnesses), parsed.GetRequiredValue(keys), cancellationToken));
        return command;
    }

    private Command Prove()
    {
        var service = Service();
        var row = new Option<Guid?>("--row") { Description = "An audit row: proves that the tree includes it (RFC 6962 section 2.1.1)." };
        var from = new Option<long?>("--from") { Description = "A smaller size: proves that the tree continues it (RFC 6962 section 2.1.2)." };
        var size = new Option<long?>("--size") { Description = "Size of the tree; all that is sealed if left out." };
        var command = new Command("prove", "Writes a proof as JSON; anyone can check it by hashes alone.") { service, row, from, size };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var reader = Of(parsed.GetValue(service));
            var place = parsed.GetValue(row) is { } id ? await reader.PlaceOfAsync(id, cancellationToken) : null;
            var proof = ProofDocument.Of(
                reader.Service, await reader.HashesAsync(cancellationToken), place, parsed.GetValue(from), parsed.GetValue(size));
            Console.WriteLine(proof ?? "Name a sealed row, or a smaller size, within the tree.");
            return proof is null ? NotThere : 0;
        });
        return command;
    }

    private Command Witnessed()
    {
        var service = Service();
        var command = new Command("witnessed", "Writes what this service signed as a witness of others, a line each, as in a witness file.") { service };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            (await Of(parsed.GetValue(service)).StatementsAsync(cancellationToken)).ForEach(Console.WriteLine);
            return 0;
        });
        return command;
    }

    private IAuditReader Of(string? service) => service is null ? readers.Single() : readers.Single(reader => reader.Service == service);

    private Option<string?> Service()
    {
        var option = new Option<string?>("--service") { Description = "Which service's audit; may be left out where the program has one.", Required = readers.Count() > 1 };
        option.AcceptOnlyFromAmong([.. readers.Select(reader => reader.Service)]);
        return option;
    }

    private Option<string> Witnesses() => new("--witnesses")
    {
        Description = "Directory of witness files.",
        DefaultValueFactory = _ => options.Value.WitnessDirectory,
    };

    private Option<string> Keys() => new("--keys")
    {
        Description = "Directory of the witnesses' public keys, name.pub.pem.",
        DefaultValueFactory = _ => options.Value.KeyDirectory,
    };
}
